import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, engines, launch } from '../support/browsers.ts'
import { skipBecause } from '../support/skipBecause.ts'
import { ACCEPT, type Pages, REJECT, type Shop, startPages } from './pages.ts'

const FILE = '/askfirst-vitals.js'
/** Metrics that this engine can measure, by what the page reports until it has been left. */
const METRICS: Record<string, string[]> = {
  chromium: ['CLS', 'FCP', 'INP', 'LCP', 'TTFB'],
  firefox: ['FCP', 'INP', 'LCP', 'TTFB'],
  webkit: ['FCP', 'TTFB'],
}

let pages: Pages
beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

describe.each(engines)('what else is captured in $name', (engine) => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch(engine)
    await browser.newTab()
  })
  afterAll(() => browser.close())
  const fetched = (shop: Shop): number => shop.requests.filter(({ path }) => path === FILE).length

  it.skipIf(engine.skip)(
    'vitals: their file after a yes and not before, their events at the end',
    async () => {
      const shop = await pages.open()
      shop.serve('/', { tag: 'data-banner data-vitals' })
      const tab = await browser.newTab(`${shop.url}/`)
      await tab.waitFor(() => document.querySelector('askfirst-banner') !== null)
      expect(fetched(shop)).toBe(0)
      await tab.click(ACCEPT)
      await shop.waitForRequest(({ path }) => path === FILE)
      await shop.stored(1)
      await tab.click('#button')
      await tab.waitFor(() => window.askfirst.inspect().sent + window.askfirst.inspect().queued.events > 2)
      await tab.goto(`${shop.url}/empty`)
      const wanted = METRICS[engine.name]!
      const stored = await shop.stored(1 + wanted.length, 20_000).catch(() => shop.stored())
      const vitals = stored.filter(({ name }) => name === 'vital').map(({ props }) => props)
      const seen = vitals.map(({ metric }) => String(metric)).sort()
      console.info(`${engine.name}: ${vitals.map(({ metric, value }) => `${metric} ${value}`).join(', ')}`)
      expect(seen).toEqual([...new Set(seen)])
      for (const metric of wanted) expect(seen).toContain(metric)
      for (const { value, rating } of vitals) {
        expect(value).toEqual(expect.any(Number))
        expect(['good', 'needs-improvement', 'poor']).toContain(rating)
      }
      expect(fetched(shop)).toBe(1)
    },
  )

  it.skipIf(engine.skip)('vitals: after a no their file is never fetched', async () => {
    const shop = await pages.open()
    shop.serve('/', { tag: 'data-banner data-vitals' })
    const tab = await browser.newTab(`${shop.url}/`)
    await tab.click(REJECT)
    await tab.goto(`${shop.url}/`)
    await tab.waitFor(() => window.askfirst?.consent.snapshot().purposes['measurement'] === 'denied')
    await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)))
    expect(fetched(shop)).toBe(0)
    expect(shop.sent()).toEqual([])
  })

  it.skipIf(engine.skip)('the npm build in a worker is inert', async (context) => {
    if (engine.name !== 'chromium')
      skipBecause(context, 'asked in one engine: Node and its threads stand for the rest')
    const shop = await pages.open()
    shop.page('/', '<!doctype html><title>Worker</title>')
    shop.folder('/npm/', bundleFolder())
    const tab = await browser.newTab(`${shop.url}/`)
    const before = shop.requests.length
    const told = await tab.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker('/npm/worker.js', { type: 'module' })
          worker.onmessage = ({ data }) => resolve(data)
          worker.onerror = ({ message }) => reject(new Error(message))
        }),
    )
    expect(told).toEqual({ mode: 'inert', allows: false, added: [], databases: [] })
    // The browser itself may ask for the page's icon meanwhile.
    const asked = shop.requests.slice(before).map(({ path }) => path)
    expect(asked.filter((path) => path !== '/favicon.ico')).toEqual(['/npm/worker.js', '/npm/askfirst.js'])
  })
})

/** The npm build as a site's bundler would serve it, beside a worker that starts it and tells what that has done. */
function bundleFolder(): string {
  const folder = mkdtempSync(join(process.env['ASKFIRST_TEST_DIR'] ?? tmpdir(), 'npm-'))
  buildSync({
    entryPoints: [fileURLToPath(new URL('../../packages/askfirst/dist/index.js', import.meta.url))],
    bundle: true,
    format: 'esm',
    outfile: join(folder, 'askfirst.js'),
  })
  writeFileSync(join(folder, 'worker.js'), WORKER)
  return folder
}

const WORKER = `
const before = Object.getOwnPropertyNames(self)
const { init } = await import('/npm/askfirst.js')
const client = init({ endpoint: '/v1/events' })
client.track('anything')
await client.optIn()
client.page()
await client.flush()
await client.erase()
postMessage({
  mode: client.inspect().mode,
  allows: client.consent.allows('measurement'),
  added: Object.getOwnPropertyNames(self).filter((name) => !before.includes(name)),
  databases: (await indexedDB.databases()).map(({ name }) => name),
})`
