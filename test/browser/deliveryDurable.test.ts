import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCollectorChild, TOKEN } from '../faults/collectorChild.ts'
import { type Browser, type Engine, engines, launch } from '../support/browsers.ts'
import { poll } from '../support/poll.ts'
import type { Behaviour } from '../support/site.ts'
import { skipBecause } from '../support/skipBecause.ts'
import { allOnce, arrivals, sayYes } from './deliveryPages.ts'
import { type Pages, type Shop, type StoredEvent, startPages } from './pages.ts'

const EVENTS = 100
const KILL_AFTER_MS = 50

let pages: Pages
beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

const running = engines.filter(({ skip }) => !skip)

describe(`what a SIGKILL of the browser leaves of ${EVENTS} events`, () => {
  it.for(engines)(
    '$name: all arrive once, where the collector refused connections',
    async (engine, context) => {
      skipBecause(context, engine.skip ?? (await killAndRestart(engine, { reset: 'now' })))
    },
  )

  // The chunks are on their way when the browser dies: the next page waits until their lease has run out, 25 s.
  it('all arrive once, where the collector had not answered', async (context) => {
    const reasons = await Promise.all(running.map((engine) => killAndRestart(engine, { hang: true })))
    if (reasons.every((reason) => reason !== undefined)) skipBecause(context, reasons.join(', '))
  })
})

/** Returns why the engine can't show it, if it can't. */
async function killAndRestart(engine: Engine, unreachable: Behaviour): Promise<string | undefined> {
  const shop = await pages.open()
  shop.serve('/')
  const before = await launch(engine)
  let after: Browser | undefined
  try {
    if (!before.persistent) return `this ${engine.name} keeps nothing on disk`
    const tab = await before.newTab(`${shop.url}/`)
    await sayYes(tab, shop)
    shop.script('/v1/', unreachable)
    const last = await tab.evaluate((count) => {
      for (let n = 0; n < count; n++) window.askfirst.track('survivor', { n })
      return Date.now()
    }, EVENTS)
    await new Promise((resolve) => setTimeout(resolve, last + KILL_AFTER_MS - Date.now()))
    const waited = Date.now() - last
    await before.kill()
    expect(arrivals(await shop.stored(), 'survivor', 0)).toEqual(allOnce(0))

    shop.script('/v1/', undefined)
    const again = Date.now()
    after = await launch(engine, { profileDir: before.profileDir })
    await after.newTab(`${shop.url}/`)
    // Nothing is done in the page: what lies there has to leave by itself.
    await shop.stored(EVENTS + 2, 60_000).catch(() => undefined)
    expect(arrivals(await shop.stored(), 'survivor', EVENTS)).toEqual(allOnce(EVENTS))
    console.info(
      `${engine.name}: killed after ${waited} ms, all there ${Date.now() - again} ms after the restart`,
    )
    return undefined
  } finally {
    await before.kill()
    await after?.close()
  }
}

describe('a collector that is killed under load and started again', () => {
  const dataDir = mkdtempSync(join(process.env['ASKFIRST_TEST_DIR'] ?? tmpdir(), 'killed-'))

  it('gets everything once from every page, which recovers by itself', async () => {
    const shops = await Promise.all(running.map(() => pages.open()))
    const sites = shops.map(({ key }) => ({ key, origins: ['*'], eventsPerMinute: 1e6 }))
    const startChild = (port: string): ReturnType<typeof startCollectorChild> =>
      startCollectorChild({ ASKFIRST_DATA: dataDir, ASKFIRST_SITES: JSON.stringify(sites), PORT: port })
    let collector = await startChild('0')
    const { url } = collector
    const browsers = await Promise.all(running.map((engine) => launch(engine)))
    const loads = await Promise.all(browsers.map((browser, index) => startLoad(browser, shops[index]!, url)))
    for (const { key } of shops)
      await poll('events of every page', async () => (await exported(url, key)).length > 50, 20_000)
    expect(await collector.end('SIGKILL')).toBeNull()
    collector = await startChild(new URL(url).port)
    expect(collector.url).toBe(url)
    for (const [index, { name }] of running.entries()) {
      const { key } = shops[index]!
      const all = await loads[index]!.done()
      const loaded = async (): Promise<StoredEvent[]> =>
        (await exported(url, key)).filter((event) => event.name === 'load')
      await poll('all events', async () => (await loaded()).length >= all, 90_000).catch(() => undefined)
      expect(arrivals(await loaded(), 'load', all)).toEqual(allOnce(all))
      console.info(`${name}: ${all} events over the kill, all there once`)
    }
    await Promise.all(browsers.map((browser) => browser.close()))
    expect(await collector.end('SIGTERM')).toBe(0)
  })
})

/** Three events every 10 ms for 5 s, in batches of three, so that the kill falls between request and answer. */
async function startLoad(
  browser: Browser,
  shop: Shop,
  url: string,
): Promise<{ done: () => Promise<number> }> {
  shop.serve('/', {
    endpoint: `${url}v1/events`,
    tag: `data-options='${JSON.stringify({ batch: { events: 3 } })}'`,
  })
  const tab = await browser.newTab(`${shop.url}/`)
  await tab.waitFor(() => 'inspect' in (window.askfirst ?? {}))
  await tab.evaluate(() => window.askfirst.optIn())
  const load = tab.evaluate(async () => {
    let n = 0
    const end = performance.now() + 5_000
    while (performance.now() < end) {
      for (let i = 0; i < 3; i++) window.askfirst.track('load', { n: n++ })
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return n
  })
  return { done: () => load }
}

async function exported(url: string, site: string): Promise<StoredEvent[]> {
  const reply = await fetch(`${url}v1/export?site=${site}`, { headers: { authorization: `Bearer ${TOKEN}` } })
  const lines = (await reply.text()).split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as StoredEvent)
}
