import { afterAll, beforeAll, expect, it } from 'vitest'
import { gapsOf, sayYes, trackMany } from '../../browser/deliveryPages.ts'
import { killBrowser, SURVIVOR } from '../../browser/killBrowser.ts'
import { openBrowser, type Pages, startPages } from '../../browser/pages.ts'
import { engines } from '../../support/browsers.ts'
import { poll } from '../../support/poll.ts'
import { skipBecause } from '../../support/skipBecause.ts'
import { judge, look, queuedAll } from './faultRow.ts'

const EVENTS = 100
/** Longer than a lease lasts, 25 s. */
const TAKEN_OVER_MS = 60_000

let pages: Pages
beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

it.for(engines)('2 SIGKILL of $name once the queue has all', async (engine, context) => {
  skipBecause(context, engine.skip)
  const shop = await pages.open()
  const killed = await killBrowser(engine, shop, EVENTS, { reset: 'now' }, 'queued')
  if ('reason' in killed) return skipBecause(context, killed.reason)
  expect(killed.queued).toBe(EVENTS)
  expect(killed.atKill.filter(({ name }) => name === SURVIVOR)).toEqual([])
  const gaps = await gapsOf(pages, shop, ({ unexplained }) => !unexplained).catch(() => gapsOf(pages, shop))
  const { stored } = killed
  judge(context, [2, `browser SIGKILLed once the queue has all`], engine.name, {
    sent: killed.queued,
    stored,
    dropped: {},
    gaps,
  })
})

it.concurrent.for(engines)('4 a tab of $name closed with a batch in flight', async (engine, context) => {
  const browser = await openBrowser(context, engine)
  const shop = await pages.open()
  shop.serve('/')
  const tab = await browser.newTab(`${shop.url}/`)
  await sayYes(tab, shop)
  const other = await browser.newTab(`${shop.url}/`)
  await shop.stored(2)
  // All that the tab sends is held back, also what it sends while it is closed.
  shop.script('/v1/', { hang: true })
  const before = shop.requests.length
  await trackMany(tab, 'load', EVENTS)
  await queuedAll(tab, EVENTS)
  void tab.evaluate(() => void window.askfirst.flush())
  await poll('a batch in flight', () =>
    shop.requests.slice(before).some(({ body }) => body.includes('"load"')),
  )
  await tab.close()
  // A browser may send what it has to say at a tab's end a moment later.
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect((await shop.stored()).filter(({ name }) => name === 'load')).toEqual([])
  shop.script('/v1/', undefined)
  // A tab that has nothing to say looks at nothing: its next event has it look, and wait for the lease's end.
  await other.evaluate(() => window.askfirst.track('awake', { n: 0 }))
  const seen = await look(pages, shop, other, EVENTS + 1, { timeout: TAKEN_OVER_MS })
  judge(
    context,
    [4, 'tab closed with its batch unanswered; another tab, at its next event, takes over'],
    engine.name,
    seen,
  )
})
