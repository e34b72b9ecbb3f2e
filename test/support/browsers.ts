import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromiumPath, launchChromium } from './chromium.ts'
import type { Browser, Engine, LaunchOptions } from './driver.ts'
import { firefoxPath, launchFirefox } from './firefox.ts'
import { launchWebkit, webkitDriverPath } from './webkit.ts'

export type { Browser, Engine, EngineName, Key, LaunchOptions, PageFunction, Tab } from './driver.ts'

const onDebian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
const made: string[] = []
process.on('exit', () => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true })
})

/** The three engines. On Debian, where `npm test` installs all of them, a missing one is an error and never a skip. */
export const engines: Engine[] = [
  engine('chromium', chromiumPath, 'chromium'),
  engine('firefox', firefoxPath, 'firefox-esr'),
  engine('webkit', webkitDriverPath, 'webkit2gtk-driver'),
]

function engine(name: Engine['name'], path: string | undefined, debianPackage: string): Engine {
  if (path) return { name }
  if (onDebian) throw new Error(`${name} is missing: apt-get install ${debianPackage}`)
  return { name, skip: `${name} is not installed` }
}

/**
 * Starts a browser with a profile of its own, or with that of an earlier launch. Profiles made here are deleted
 * when the process ends, and by the suite's teardown whatever happens.
 */
export async function launch(engine: Engine, options: LaunchOptions = {}): Promise<Browser> {
  const profileDir = options.profileDir ?? newProfile(engine.name)
  mkdirSync(profileDir, { recursive: true })
  if (engine.name === 'chromium') return launchChromium(profileDir, options.privately)
  if (engine.name === 'firefox') {
    const prefs = options.privately ? { 'browser.privatebrowsing.autostart': true } : {}
    return launchFirefox(profileDir, { ...prefs, ...options.extraPrefs })
  }
  return launchWebkit(profileDir, options.privately)
}

function newProfile(name: string): string {
  // No product name in the path: browsers write it into their own files, where `findInProfile` would find it.
  const dir = mkdtempSync(join(process.env['ASKFIRST_TEST_DIR'] ?? tmpdir(), `${name}-`))
  made.push(dir)
  return dir
}
