import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sayYes } from '../../browser/deliveryPages.ts'
import { openBrowser, type Pages, startPages } from '../../browser/pages.ts'
import { engines, type Tab } from '../../support/browsers.ts'
import { originStores } from '../../support/profile.ts'
import { type Fault, judge, look, queuedAll } from './faultRow.ts'
import { fullDevice } from './fullDevice.ts'
import { jumpingClock } from './jumpingClock.ts'

const EVENTS = 20
const DAY = 86_400_000
/** Of events of 3 kB: more than the quota below lets a device hold. */
const MANY = 300
/** Bytes that are left to the origin. */
const ROOM = 300_000

let pages: Pages
beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

describe.each(engines)('a device at fault, in $name', (engine) => {
  const { name } = engine

  it.for<[Fault, number]>([
    [[13, 'clock +1 day in mid-visit (injected: Date)'], DAY],
    [[13, 'clock -1 day in mid-visit (injected: Date)'], -DAY],
  ])('%j', async ([fault, jump], context) => {
    const tab = await (await openBrowser(context, engine)).newTab()
    const shop = await pages.open()
    shop.inject(jumpingClock)
    shop.serve('/')
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
    shop.script('/v1/', { reset: 'now' })
    await track(tab, 0, EVENTS)
    await queuedAll(tab, EVENTS)
    await tab.evaluate(() => window.askfirst.flush())
    await tab.evaluate((ms) => localStorage.setItem('clock', String(ms)), jump)
    expect(await tab.evaluate(() => Date.now())).toBeCloseTo(Date.now() + jump, -4)
    await track(tab, EVENTS, 2 * EVENTS)
    await queuedAll(tab, 2 * EVENTS)
    shop.script('/v1/', undefined)
    const first = await look(pages, shop, tab, 2 * EVENTS)
    // The next page finds what the one before has written under the other clock.
    await tab.goto(`${shop.url}/`)
    await tab.waitFor(() => window.askfirst?.inspect().streams > 0)
    await track(tab, 2 * EVENTS, 3 * EVENTS)
    const seen = await look(pages, shop, tab, 3 * EVENTS)
    expect(first.dropped).toEqual({})
    judge(context, fault, name, seen)
  })

  it('14 the quota is used up', async (context) => {
    const means = {
      chromium: 'quota exceeded (DevTools: overrideQuotaForOrigin)',
      firefox: 'quota exceeded (preference: storage limit)',
      webkit: 'quota exceeded (injected: put rejects)',
    }
    const extraPrefs = { 'dom.quotaManager.temporaryStorage.fixedLimit': ROOM / 1_000 }
    const tab = await (await openBrowser(context, engine, { extraPrefs })).newTab()
    const shop = await pages.open()
    if (name === 'webkit') shop.inject(fullDevice, ROOM)
    shop.serve('/')
    await tab.quota?.(shop.url, ROOM)
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
    shop.script('/v1/', { reset: 'now' })
    await track(tab, 0, MANY, 3_000)
    await tab.waitFor(() => window.askfirst.inspect().mode === 'memory')
    shop.script('/v1/', undefined)
    await tab.evaluate(() => window.askfirst.flush())
    judge(context, [14, means[name]], name, await look(pages, shop, tab, MANY))
  })

  it('15 private mode', async (context) => {
    const browser = await openBrowser(context, engine, { privately: true })
    const tab = await browser.newTab()
    const shop = await pages.open()
    shop.serve('/')
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
    shop.script('/v1/', { reset: 'now' })
    await track(tab, 0, EVENTS)
    await tab.waitFor((most) => window.askfirst.inspect().queued.events >= most, [EVENTS])
    const { mode } = await tab.evaluate(() => window.askfirst.inspect())
    shop.script('/v1/', undefined)
    const seen = await look(pages, shop, tab, EVENTS)
    judge(context, [15, `private mode (the queue: ${mode})`], name, seen)
    await browser.close()
    expect(originStores(browser, shop.url)).toEqual([])
  })
})

/** Tracks `load` with `n` from `start` to `end - 1`, each of about `bytes`. */
function track(tab: Tab, start: number, end: number, bytes = 0): Promise<void> {
  return tab.evaluate(
    (from, to, size) => {
      for (let n = from; n < to; n++)
        window.askfirst.track('load', { n, text: 'plain words '.repeat(size / 12) })
    },
    start,
    end,
    bytes,
  )
}
