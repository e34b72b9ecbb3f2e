import { existsSync } from 'node:fs'
import puppeteer from 'puppeteer-core'
import type { Browser } from './driver.ts'
import { poll } from './poll.ts'
import { startTree } from './processTree.ts'
import { puppeteerBrowser } from './puppeteerBrowser.ts'

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-breakpad',
  '--password-store=basic',
  '--remote-debugging-port=0',
]

export const chromiumPath: string | undefined =
  process.env['CHROMIUM_PATH'] ?? PATHS.find((path) => existsSync(path))

export async function launchChromium(profileDir: string, privately = false): Promise<Browser> {
  const tree = startTree(chromiumPath ?? 'chromium', [
    ...FLAGS,
    ...(privately ? ['--incognito'] : []),
    `--user-data-dir=${profileDir}`,
    'about:blank',
  ])
  try {
    const address = await poll(
      'Chromium opens its debugging port',
      () => /listening on (ws:\S+)/.exec(tree.errors()),
      30_000,
    )
    const puppet = await puppeteer.connect({ browserWSEndpoint: address[1] ?? '', defaultViewport: null })
    return await puppeteerBrowser('chromium', puppet, tree, profileDir)
  } catch (error) {
    await tree.kill()
    throw error
  }
}
