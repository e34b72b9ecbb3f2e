// Makes the README's pictures, from the built files and the running demo: `node test/support/pictures.mjs` after a build.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer from 'puppeteer-core'
import { bannerPictures } from './bannerPictures.mjs'
import { pastTraffic } from './pastTraffic.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const pictures = join(root, '.github/pictures')
const executablePath =
  process.env.CHROMIUM_PATH ??
  ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))
const data = mkdtempSync(join(tmpdir(), 'pictures-'))
const demo = spawn(process.execPath, [join(root, 'examples/demo/server.mjs')], {
  env: { ...process.env, PORT: '0', ASKFIRST_DATA: data },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const ended = new Promise((resolve) => demo.on('close', resolve))
const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
try {
  await bannerPictures(browser, shoot)
  const { site, dashboard } = await addresses()
  await pastTraffic(site)
  const page = await browser.newPage()
  await page.setViewport({ width: 1100, height: 640 })
  // Without motion the banner stands where it ends up.
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
  await page.goto(site)
  await page.waitForSelector('askfirst-banner', { timeout: 20_000 })
  await shoot(page, 'banner')
  await page.locator('askfirst-banner >>> ::-p-text(Accept all)').click()
  for (const button of ['#track-like', '#track-cart', '#track-burst']) await page.click(button)
  await page.waitForFunction('window.askfirst.inspect().sent >= 20', { timeout: 20_000 })
  await page.setViewport({ width: 1100, height: 900 })
  await page.goto(dashboard)
  await page.waitForNetworkIdle({ idleTime: 1_500 })
  await shoot(page, 'dashboard')
} finally {
  await browser.close()
  demo.kill('SIGTERM')
  await ended
  rmSync(data, { recursive: true, force: true })
}

async function shoot(page, name) {
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

/** What the demo prints once it serves. */
async function addresses() {
  let text = ''
  for await (const part of demo.stdout) {
    text += part
    const [, site] = /^ready (\S+)$/m.exec(text) ?? []
    if (site) return { site, dashboard: /^dashboard (\S+)$/m.exec(text)[1] }
  }
  throw new Error(`the demo ended: ${text}`)
}
