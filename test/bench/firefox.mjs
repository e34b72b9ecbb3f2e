import { existsSync } from 'node:fs'
import puppeteer from 'puppeteer-core'

const PATHS = ['/usr/bin/firefox-esr', '/usr/bin/firefox']

/** Starts Firefox, headless, in a profile of its own unless one is given. */
export function firefox(options = {}) {
  const executablePath = process.env.FIREFOX_PATH ?? PATHS.find((path) => existsSync(path))
  return puppeteer.launch({ browser: 'firefox', executablePath, ...options })
}
