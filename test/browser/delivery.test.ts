import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, engines, launch, type Tab } from '../support/browsers.ts'
import type { SiteRequest } from '../support/site.ts'
import {
  allOnce,
  arrivals,
  clickThrough,
  gapsOf,
  STEP_PAGE,
  sayYes,
  trackInTasks,
  trackMany,
} from './deliveryPages.ts'
import { type Pages, type Shop, startPages } from './pages.ts'

const TABS = 5
const EVENTS = 200
const STEPS = 50
/** After so many ms a batch is sent, unless data is to be saved. */
const BATCH_MS = 3_000

let pages: Pages
beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

describe.each(engines)('delivery in $name', (engine) => {
  let browser: Browser
  let keeper: Tab
  let shop: Shop
  beforeAll(async () => {
    browser = await launch(engine)
    // A browser whose last tab closes ends.
    keeper = await browser.newTab()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    await keeper.bringToFront()
    shop = await pages.open()
  })

  it.skipIf(engine.skip)(`${TABS} tabs, ${EVENTS} events each: all stored, each once`, async () => {
    shop.serve('/')
    const first = await browser.newTab(`${shop.url}/`)
    await sayYes(first, shop)
    const tabs = [first]
    while (tabs.length < TABS) tabs.push(await browser.newTab(`${shop.url}/`))
    await Promise.all(
      tabs.map((tab, index) => trackInTasks(tab, 'tabbed', index * EVENTS, (index + 1) * EVENTS)),
    )
    // Each tab's own page view comes besides.
    const stored = await shop.stored(TABS * EVENTS + TABS, 60_000)
    expect(arrivals(stored, 'tabbed', TABS * EVENTS)).toEqual(allOnce(TABS * EVENTS))
    const sent = shop.sent().filter(({ name }) => name === 'tabbed').length
    const requests = posts(shop).length
    console.info(`${engine.name}: ${sent - TABS * EVENTS} events twice on the wire, ${requests} requests`)
    for (const [index, tab] of tabs.entries()) {
      await tab.close()
      // One after another: a Firefox that closes tabs in one go cuts off what they send at their end.
      await gapsOf(pages, shop, ({ ended }) => ended > index)
    }
    const gaps = await gapsOf(pages, shop)
    expect(gaps).toMatchObject({ streams: TABS, unknownTails: 0, unexplained: 0, explained: {} })
  })

  it.skipIf(engine.skip)(`${STEPS} clicks that lead away: all ${STEPS} arrive, all streams end`, async () => {
    shop.serve('/', { body: STEP_PAGE })
    const tab = await browser.newTab(`${shop.url}/`)
    await sayYes(tab, shop)
    await clickThrough(tab, STEPS)
    const clicks = await shop.stored(STEPS * 2 + 1).catch(() => shop.stored())
    expect(arrivals(clicks, 'click', STEPS)).toEqual(allOnce(STEPS))
    const gaps = await gapsOf(pages, shop, ({ ended }) => ended >= STEPS).catch(() => gapsOf(pages, shop))
    expect(gaps).toMatchObject({
      streams: STEPS + 1,
      ended: STEPS,
      unknownTails: 1,
      unexplained: 0,
      explained: {},
    })
    console.info(`${engine.name}: ${posts(shop).length} requests for ${STEPS} navigations`)
    await tab.close()
  })

  it.skipIf(engine.skip)('the wire: no preflight, no cookie, no referrer, gzip where it pays', async () => {
    shop.serve('/', { endpoint: `${shop.otherUrl}/v1/events` })
    // A cookie that a request with credentials would carry to the collector's origin.
    shop.page('/cookie', '<!doctype html><title>Cookie</title>')
    shop.script('/cookie', { headers: { 'set-cookie': 'session=secret; Path=/' } })
    const tab = await browser.newTab(`${shop.otherUrl}/cookie`)
    await tab.goto(`${shop.otherUrl}/cookie`)
    expect(shop.requests.at(-1)?.headers.cookie).toBe('session=secret')
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)

    const quiet = posts(shop).length
    await trackMany(tab, 'burst', 100)
    expect(arrivals(await shop.stored(101), 'burst', 100)).toEqual(allOnce(100))
    const burst = posts(shop).slice(quiet)

    for (let n = 0; n < 10; n++) {
      await tab.evaluate(async (at) => {
        window.askfirst.track('paced', { n: at })
        await window.askfirst.flush()
      }, n)
    }
    await shop.stored(111)
    const paced = posts(shop).slice(quiet + burst.length)

    // The page's end takes another way to the same collector.
    await tab.evaluate(() => window.askfirst.track('last'))
    await tab.goto(`${shop.url}/cookie`)
    await shop.stored(112)

    // And so does a page of the collector's own origin, where requests carry cookies unless told otherwise.
    expect(await tab.evaluate(() => document.cookie)).toBe('session=secret')
    shop.serve('/same')
    await tab.goto(`${shop.url}/same`)
    await tab.waitFor(() => window.askfirst?.inspect().streams > 0)
    await tab.evaluate(() => window.askfirst.flush())
    await tab.evaluate(() => window.askfirst.track('last'))
    await tab.goto('about:blank')
    await shop.stored(114)
    await tab.close()

    expect(shop.requests.filter(({ method }) => method === 'OPTIONS')).toEqual([])
    const wire = posts(shop)
    expect(new Set(wire.map(({ origin }) => origin))).toEqual(new Set([shop.otherUrl, shop.url]))
    for (const { headers, complete } of wire) {
      expect(headers['content-type']).toMatch(/^text\/plain(;charset=utf-8)?$/i)
      expect([headers.cookie, headers.referer, headers['content-encoding'], complete]).toEqual([
        undefined,
        undefined,
        undefined,
        true,
      ])
    }
    for (const { raw, body } of burst)
      if (body.length > 2_000) expect([...raw.subarray(0, 2)]).toEqual([0x1f, 0x8b])
    expect(burst.some(({ raw }) => raw[0] === 0x1f)).toBe(true)
    console.info(
      `${engine.name}: ${bytesAnEvent(burst, 100)} bytes an event in a burst of 100 (${burst.length} requests), ` +
        `${bytesAnEvent(paced, 10)} paced one by one`,
    )
  })

  it.skipIf(engine.skip)('a visitor who saves data (injected: saveData) causes fewer requests', async () => {
    shop.inject(() => {
      Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: true } })
    })
    shop.serve('/')
    const tab = await browser.newTab(`${shop.url}/`)
    await sayYes(tab, shop)
    const before = posts(shop).length
    await tab.evaluate(() => window.askfirst.track('saved'))
    await new Promise((resolve) => setTimeout(resolve, 2 * BATCH_MS))
    expect(posts(shop).length).toBe(before)
    await tab.evaluate(() => window.askfirst.flush())
    await shop.stored(2)
    await tab.close()
  })
})

function posts(shop: Shop): SiteRequest[] {
  return shop.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/events')
}

function bytesAnEvent(requests: readonly SiteRequest[], events: number): number {
  return Math.round(requests.reduce((sum, { raw }) => sum + raw.length, 0) / events)
}
