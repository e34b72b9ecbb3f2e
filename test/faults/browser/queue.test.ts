import { afterAll, beforeAll, it } from 'vitest'
import { sayYes } from '../../browser/deliveryPages.ts'
import { openBrowser, type Pages, startPages } from '../../browser/pages.ts'
import { type Browser, engines, type Tab } from '../../support/browsers.ts'
import { breakQueue, type QueueFault } from './breakQueue.ts'
import { judge, look, queuedAll, type Seen } from './faultRow.ts'

const EVENTS = 20
/** A database that does not answer is waited for twice, 10 s each. */
const GIVEN_UP_MS = 40_000

const FAULTS: readonly [fault: QueueFault, how: string][] = [
  ['no database', 'injected: each open fails from the start'],
  ['open error', 'injected: each open fails from mid-visit on'],
  ['blocked', "another page's deletion that a third holds up"],
  ['versionchange', 'another page opens a newer version'],
  ['abort', 'injected: each transaction'],
  ['hang', 'injected: no transaction completes'],
  ['connection lost', 'injected: closed under the page'],
]

let pages: Pages
beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

it.concurrent.for(engines)('17 IndexedDB at fault, in $name', async (engine, context) => {
  const browser = await openBrowser(context, engine)
  const keeper = await browser.newTab()
  for (const [fault, how] of FAULTS) {
    // Of WebDriver's windows the one before is closed.
    await keeper.bringToFront()
    judge(context, [17, `IndexedDB: ${fault} (${how})`], engine.name, await visit(browser, fault))
  }
})

/** Half of the events wait in the queue when the fault begins, half come after it; then the next page comes. */
async function visit(browser: Browser, fault: QueueFault): Promise<Seen> {
  const shop = await pages.open()
  shop.inject(breakQueue, fault)
  shop.serve('/')
  shop.page('/plain', '<!doctype html><title>Plain</title>')
  const other = await browser.newTab(`${shop.url}/plain`)
  const tab = await browser.newTab(`${shop.url}/`)
  await sayYes(tab, shop)
  shop.script('/v1/', { reset: 'now' })
  await track(tab, 0, EVENTS)
  await queuedAll(tab, EVENTS, fault === 'no database' ? 'memory' : 'indexeddb')
  await begin(fault, tab, other)
  await track(tab, EVENTS, 2 * EVENTS)
  shop.script('/v1/', undefined)
  const first = await look(pages, shop, tab, 2 * EVENTS, { timeout: GIVEN_UP_MS })
  await other.close()
  await tab.goto(`${shop.url}/`)
  await shop.stored(2 * EVENTS + 2).catch(() => undefined)
  const seen = await look(pages, shop, tab, 2 * EVENTS)
  await tab.close()
  return { ...seen, dropped: { ...first.dropped, ...seen.dropped } }
}

async function begin(fault: QueueFault, tab: Tab, other: Tab): Promise<void> {
  await tab.evaluate(
    (lost) => {
      window.queueBroken = true
      // A connection that the browser closes tells its page so (Indexed DB 3.0, 5.2, forced flag).
      if (lost)
        for (const connection of window.queueConnections) {
          connection.close()
          connection.dispatchEvent(new Event('close'))
        }
    },
    fault === 'connection lost' || fault === 'open error',
  )
  if (fault === 'blocked' || fault === 'versionchange') await other.evaluate(disturb, fault)
}

/** For a page of the same origin. */
async function disturb(fault: string): Promise<void> {
  const opened = (version?: number): Promise<IDBDatabase> =>
    new Promise((done, fail) => {
      const request = indexedDB.open('askfirst-queue', version)
      request.onsuccess = () => done(request.result)
      request.onerror = () => fail(request.error)
    })
  if (fault === 'versionchange') return (await opened(2)).close()
  // Holds on to its connection, so that the deletion waits, and with it whoever opens the database.
  const connection = await opened()
  window.queueConnections = [connection]
  const asked = new Promise((done) => connection.addEventListener('versionchange', done))
  const deletion = indexedDB.deleteDatabase('askfirst-queue')
  // A hidden Firefox tab has been seen to wait without a word.
  await Promise.race([asked, new Promise((done) => setTimeout(done, 2_000))])
  if (deletion.readyState === 'done') throw new Error('nothing has held the deletion up')
}

/** Tracks `load` with `n` from `start` to `end - 1`. */
function track(tab: Tab, start: number, end: number): Promise<void> {
  return tab.evaluate(
    (from, to) => {
      for (let n = from; n < to; n++) window.askfirst.track('load', { n })
    },
    start,
    end,
  )
}
