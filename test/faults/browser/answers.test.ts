import { beforeEach, describe, expect, it } from 'vitest'
import { httpDate, sayYes, scriptFirst, trackMany } from '../../browser/deliveryPages.ts'
import { type Pages, type Shop, shopForEach } from '../../browser/pages.ts'
import { tabForAll } from '../../browser/tabForAll.ts'
import { engines, type Tab } from '../../support/browsers.ts'
import type { Behaviour, SiteRequest } from '../../support/site.ts'
import { type Fault, judge, look, queuedAll } from './faultRow.ts'
import { type Cutter, startCutter } from './startCutter.ts'

const EVENTS = 50
const SECOND = 1_000
/** Characters of a request over this are too many for the collector of row 11. */
const MOST = 6_000

let pages: Pages
let shop: Shop
shopForEach((opened, all) => {
  pages = all
  shop = opened
  shop.serve('/')
})

describe.each(engines)('answers, in $name', ({ name, skip }) => {
  let tab: Tab
  tabForAll({ name, ...(skip && { skip }) }, (opened) => {
    tab = opened
  })
  beforeEach(async () => {
    if (skip) return
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
  })

  it.skipIf(skip).for<[Fault, Behaviour, number]>([
    [[7, "connection reset within the answer's body, twice"], { reset: 'within' }, 2],
    [[8, 'answer lost after the commit'], { reset: 'after' }, 1],
    [[9, '200 with a login page, twice'], { status: 200, body: '<!doctype html><p>Please log in' }, 2],
    [[9, '200 with other JSON, twice'], { status: 200, body: '{"ok":true}' }, 2],
  ])('%j', async ([fault, behaviour, times], context) => {
    const answered = scriptFirst(shop, times, behaviour)
    await load(tab)
    const seen = await look(pages, shop, tab, EVENTS)
    judge(context, fault, name, seen)
    expect(answered.times).toBe(times)
  })

  it.skipIf(skip)("7 connection reset within the request's body", async (context) => {
    const cutter: Cutter = await startCutter(shop.url, 2)
    context.onTestFinished(() => cutter.stop())
    shop.serve('/cut', { endpoint: `${cutter.url}/v1/events` })
    await tab.goto(`${shop.url}/cut`)
    await tab.waitFor(() => window.askfirst?.inspect().queued.events > 0)
    await load(tab)
    const seen = await look(pages, shop, tab, EVENTS)
    judge(context, [7, "connection reset within the request's body, twice"], name, seen)
    expect(cutter.cuts()).toBe(2)
  })

  it.skipIf(skip).for<[Fault, () => [header: string, until: number]]>([
    [[10, '429 with Retry-After in seconds'], () => ['2', Date.now() + 2 * SECOND]],
    [[10, '429 with Retry-After as a date'], () => httpDate(Date.now() + 2 * SECOND)],
  ])('%j', async ([fault, retryAfter], context) => {
    let until = 0
    shop.script('/v1/', () => {
      if (until) return undefined
      const [header, end] = retryAfter()
      until = end
      return { status: 429, headers: { 'retry-after': header } }
    })
    await load(tab)
    const [first] = posts(shop).slice(-1)
    // An impatient page asks no earlier.
    await tab.evaluate(() => window.askfirst.flush())
    const seen = await look(pages, shop, tab, EVENTS)
    judge(context, fault, name, seen)
    const later = posts(shop).filter(({ at }) => at > first!.at)
    expect(until).toBeGreaterThan(0)
    expect(later.length).toBeGreaterThan(0)
    for (const { at } of later) expect(at).toBeGreaterThanOrEqual(until)
  })

  it.skipIf(skip)('10 429 whose Retry-After the page may not read', async (context) => {
    shop.serve('/', { endpoint: `${shop.otherUrl}/v1/events` })
    await tab.goto(`${shop.url}/`)
    await shop.stored(2)
    const headers = { 'retry-after': '120', 'access-control-allow-origin': '*' }
    const answered = scriptFirst(shop, 1, { status: 429, headers })
    await load(tab)
    const seen = await look(pages, shop, tab, EVENTS)
    judge(context, [10, '429 whose Retry-After CORS hides'], name, seen)
    expect(answered.times).toBe(1)
  })

  it.skipIf(skip)('11 413', async (context) => {
    shop.script('/v1/', ({ body }) => (body.length > MOST ? { status: 413 } : undefined))
    await tab.evaluate((count) => {
      const words = (length: number): string => 'plain words '.repeat(length / 12)
      for (let n = 0; n < count; n++) {
        if (n === 7) window.askfirst.track('huge', { n, text: words(12_000) })
        window.askfirst.track('load', { n, text: words(1_200) })
      }
    }, EVENTS)
    await tab.evaluate(() => window.askfirst.flush())
    const seen = await look(pages, shop, tab, EVENTS + 1, { lost: 1 })
    expect(seen.stored.some(({ name }) => name === 'huge')).toBe(false)
    judge(context, [11, '413 over 6 kB, one event alone too large'], name, seen, { too_large: 1 })
  })

  it.skipIf(skip)('12 the endpoint has no address', async (context) => {
    shop.serve('/nowhere', { endpoint: 'http://nowhere.invalid/v1/events' })
    await tab.goto(`${shop.url}/nowhere`)
    await tab.waitFor(() => window.askfirst?.inspect().queued.events > 0)
    const before = posts(shop).length
    await load(tab)
    await queuedAll(tab, EVENTS + 1)
    const { sent, dropped } = await tab.evaluate(() => window.askfirst.inspect())
    expect({ sent, dropped }).toEqual({ sent: 0, dropped: {} })
    expect(posts(shop)).toHaveLength(before)
    await tab.goto(`${shop.url}/`)
    const seen = await look(pages, shop, tab, EVENTS)
    judge(context, [12, 'endpoint without an address (nowhere.invalid), then the right one'], name, seen)
  })
})

async function load(tab: Tab): Promise<void> {
  await trackMany(tab, 'load', EVENTS)
  await tab.evaluate(() => window.askfirst.flush())
}

function posts(shop: Shop): SiteRequest[] {
  return shop.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/events')
}
