import { beforeEach, describe, expect, it } from 'vitest'
import { engines, type Tab } from '../support/browsers.ts'
import { allOnce, arrivals, gapsOf, sayYes, trackAndLeave, trackMany } from './deliveryPages.ts'
import { type Pages, type Shop, shopForEach } from './pages.ts'
import { tabForAll } from './tabForAll.ts'

const EVENTS = 200
const EVENT_BYTES = 3_000
const KEEPALIVE_BYTES = 64 * 1024

/** One sending call of a page. */
interface Call {
  api: 'fetch' | 'sendBeacon'
  keepalive: boolean
  bytes: number
}

declare global {
  interface Window {
    /** set by a page whose `fetch` throws at once where it is asked to outlive the page */
    fetchThrows?: boolean
  }
}

let pages: Pages
let shop: Shop
shopForEach((opened, all) => {
  pages = all
  shop = opened
  shop.inject(noteCalls)
  for (const path of ['/', '/next']) shop.serve(path)
  shop.page('/empty', '<!doctype html><title>Empty</title>')
})

describe.each(engines)("a page's end in $name", (engine) => {
  let tab: Tab
  tabForAll(engine, (opened) => {
    tab = opened
  })
  beforeEach(async () => {
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
  })

  const calls = (): Promise<Call[]> => tab.evaluate(() => JSON.parse(localStorage.getItem('calls') ?? '[]'))
  const errors = (): Promise<string | null> => tab.evaluate(() => localStorage.getItem('errors'))

  it.skipIf(engine.skip)(
    `${EVENTS} events of 3 kB: what fits goes at once, the rest from the next page`,
    async () => {
      const left = Date.now()
      await tab.evaluate(() => localStorage.removeItem('calls'))
      await trackAndLeave(tab, 'big', EVENTS, EVENT_BYTES, `${shop.url}/next`)
      const stored = await shop.stored(EVENTS + 2, 60_000).catch(() => shop.stored())
      expect(arrivals(stored, 'big', EVENTS)).toEqual(allOnce(EVENTS))
      expect(await errors()).toBeNull()

      const kept = (await calls()).filter(({ keepalive }) => keepalive)
      expect(kept.map(({ api }) => api)).toEqual(['fetch'])
      expect(kept[0]!.bytes).toBeGreaterThan(EVENT_BYTES)
      expect(kept[0]!.bytes).toBeLessThanOrEqual(KEEPALIVE_BYTES)
      const last = shop.since(left).find(({ raw }) => raw.length === kept[0]!.bytes)
      expect(last?.complete).toBe(true)
      const atEnd = shop.sent().filter(({ request, name }) => request === last && name === 'big').length
      expect(atEnd).toBeGreaterThan(0)
      const gaps = await gapsOf(pages, shop, ({ ended }) => ended > 0)
      expect(gaps).toMatchObject({ streams: 2, ended: 1, unexplained: 0, explained: {} })
      console.info(
        `${engine.name}: ${atEnd} of ${EVENTS} events in the page's last request of ${kept[0]!.bytes} bytes`,
      )
    },
  )

  it.skipIf(engine.skip).for<[string, boolean]>([
    ['where fetch takes it: no beacon', false],
    ['where fetch throws: by sendBeacon', true],
  ])('a few events at the end, %s', async ([, throws]) => {
    await tab.evaluate((fails) => {
      localStorage.removeItem('calls')
      window.fetchThrows = fails
    }, throws)
    // A collector that loses what comes from later pages: only the page's own end can bring these.
    shop.script('/v1/', ({ body }) => (body.includes('"last"') ? undefined : { hang: true }))
    await trackMany(tab, 'last', 5)
    await tab.goto(`${shop.url}/empty`)
    const stored = await shop.stored(6).catch(() => shop.stored())
    expect(arrivals(stored, 'last', 5)).toEqual(allOnce(5))
    const made = (await calls()).filter(({ keepalive }) => keepalive)
    // A navigation is two ends, `pagehide` and then `hidden`: each tries `fetch` first.
    const ways = made.map(({ api }) => api).join(' ')
    expect(ways).toMatch(throws ? /^fetch sendBeacon( fetch sendBeacon)?$/ : /^fetch$/)
    expect(await errors()).toBeNull()
    const [request] = shop.sent().filter(({ name }) => name === 'last')
    expect(request!.request.headers['content-type']).toMatch(/^text\/plain/i)
  })

  it.skipIf(engine.skip)('hidden and shown again: sent at once, and nothing ends', async () => {
    await tab.evaluate(() => {
      localStorage.removeItem('calls')
      const hide = (state: string): void => {
        Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }
      for (let n = 0; n < 5; n++) window.askfirst.track('hiding', { n })
      hide('hidden')
      hide('visible')
    })
    expect(arrivals(await shop.stored(6), 'hiding', 5)).toEqual(allOnce(5))
    expect((await calls()).filter(({ keepalive }) => keepalive).length).toBe(1)
    await tab.evaluate(() => {
      window.askfirst.track('after')
      return window.askfirst.flush()
    })
    const stored = await shop.stored(7)
    expect(new Set(stored.map(({ stream }) => stream)).size).toBe(1)
    expect(await gapsOf(pages, shop)).toMatchObject({ streams: 1, ended: 0, unexplained: 0 })
  })
})

/** Runs first in every page: notes sending calls and errors where the next page finds them. */
function noteCalls(): void {
  const note = (api: Call['api'], keepalive: boolean, body: unknown): void => {
    const list = JSON.parse(localStorage.getItem('calls') ?? '[]') as Call[]
    list.push({ api, keepalive, bytes: typeof body === 'string' ? new TextEncoder().encode(body).length : 0 })
    localStorage.setItem('calls', JSON.stringify(list))
  }
  const fetch = window.fetch
  window.fetch = (input, init) => {
    note('fetch', init?.keepalive === true, init?.body)
    if (init?.keepalive && window.fetchThrows) throw new TypeError('keepalive is not for you')
    return fetch.call(window, input, init)
  }
  const beacon = navigator.sendBeacon
  navigator.sendBeacon = (url, body) => {
    note('sendBeacon', true, body)
    return beacon.call(navigator, url, body)
  }
  const failed = (text: unknown): void => localStorage.setItem('errors', String(text))
  window.addEventListener('error', ({ message }) => failed(message))
  window.addEventListener('unhandledrejection', ({ reason }) => failed(reason))
}
