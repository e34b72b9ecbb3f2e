import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, engines, launch, type Tab } from '../support/browsers.ts'
import { skipBecause } from '../support/skipBecause.ts'
import { gapsOf, sayYes } from './deliveryPages.ts'
import { type Pages, type Shop, startPages } from './pages.ts'

declare global {
  interface Window {
    /** `persisted` of every `pageshow` of this page */
    shows: boolean[]
  }
}

let pages: Pages
beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

describe.each(engines)('pages that come back or are not seen, in $name', (engine) => {
  let browser: Browser
  let shop: Shop
  let tab: Tab
  beforeAll(async () => {
    browser = await launch(engine)
    await browser.newTab()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    shop = await pages.open()
    shop.inject(() => {
      window.shows = []
      window.addEventListener('pageshow', ({ persisted }) => window.shows.push(persisted))
    })
  })

  const start = async (): Promise<void> => {
    tab = await browser.newTab()
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
  }
  const views = async (count: number): Promise<string[]> =>
    (await shop.stored(count))
      .filter(({ name }) => name === 'page')
      .sort((a, b) => a.at - b.at)
      .map(({ props }) => String(props['url']).slice(shop.url.length))
  /** Leaves the page at `path` and goes back; true where it came out of bfcache. */
  const leaveAndReturn = async (page: Tab, path: string): Promise<boolean> => {
    await page.evaluate(() => location.assign('/plain'))
    await page.waitFor(() => location.pathname === '/plain' && document.readyState === 'complete')
    await page.evaluate(() => void setTimeout(() => history.back()))
    await page.waitFor((back) => location.pathname === back && window.shows?.length > 0, [path])
    return page.evaluate(() => window.shows.at(-1) === true)
  }

  it.skipIf(engine.skip)('back from bfcache: one more view, in a new stream', async (context) => {
    shop.serve('/')
    shop.page('/bare', '<!doctype html><title>Bare</title>')
    shop.page('/plain', '<!doctype html><title>Plain</title>')
    // Whether this browser keeps pages at all is asked with one that has no script of ours.
    const bare = await browser.newTab(`${shop.url}/bare`)
    if (!(await leaveAndReturn(bare, '/bare')))
      skipBecause(context, `${engine.name} under automation keeps no page in its bfcache`)
    await start()
    const before = (await views(1)).length
    expect(await leaveAndReturn(tab, '/')).toBe(true)
    await tab.waitFor(() => window.askfirst.inspect().queued.events + window.askfirst.inspect().sent > 1)
    await tab.evaluate(() => window.askfirst.flush())
    expect((await views(before + 1)).slice(before)).toEqual(['/'])
    const stored = await shop.stored()
    expect(new Set(stored.map(({ stream }) => stream)).size).toBe(stored.length)
    expect(await gapsOf(pages, shop, ({ ended }) => ended >= 1)).toMatchObject({
      unknownTails: 1,
      unexplained: 0,
    })
  })

  it.skipIf(engine.skip)(
    'a tab that opens in the background counts when it is first seen',
    async (context) => {
      shop.serve('/')
      shop.serve('/behind')
      await start()
      const behind = await browser.newTab()
      await tab.bringToFront()
      await behind.goto(`${shop.url}/behind`)
      if (!(await behind.evaluate(() => document.hidden)))
        skipBecause(context, `every tab of ${engine.name} under automation is visible`)
      await behind.waitFor(() => window.askfirst?.consent.allows('measurement'))
      await behind.evaluate(async () => {
        await new Promise((resolve) => setTimeout(resolve, 1_500))
        window.askfirst.track('unseen')
        await window.askfirst.flush()
      })
      await shop.stored(2)
      expect(await views(2)).toEqual(['/'])
      await behind.bringToFront()
      await behind.waitFor(() => !document.hidden)
      await behind.evaluate(async () => {
        await new Promise((resolve) => setTimeout(resolve, 200))
        await window.askfirst.flush()
      })
      expect(await views(3)).toEqual(['/', '/behind'])
      await tab.bringToFront()
      await behind.bringToFront()
      await behind.evaluate(async () => {
        await new Promise((resolve) => setTimeout(resolve, 200))
        window.askfirst.track('seen twice')
        await window.askfirst.flush()
      })
      await shop.stored(4)
      expect(await views(4)).toEqual(['/', '/behind'])
    },
  )

  it.skipIf(engine.skip)('a prerendered page counts when it is shown', async (context) => {
    if (engine.name !== 'chromium') skipBecause(context, `${engine.name} has no prerendering`)
    const rules = { prerender: [{ urls: ['/next'], eagerness: 'immediate' }] }
    shop.serve('/', {
      body: `<a id="next" href="/next">Next</a><script type="speculationrules">${JSON.stringify(rules)}</script>`,
    })
    shop.serve('/next')
    await start()
    const early = await shop
      .waitForRequest(
        ({ path, headers }) => path === '/next' && /prerender/.test(String(headers['sec-purpose'])),
      )
      .catch(() => undefined)
    if (!early) skipBecause(context, 'this Chromium does not prerender without a window')
    await tab.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_000))
      window.askfirst.track('mark')
      await window.askfirst.flush()
    })
    await shop.stored(2)
    expect(await views(2)).toEqual(['/'])
    // The page that is shown takes the tab over, out of the driver's sight: what the server sees has to do.
    await tab.evaluate(() => void setTimeout(() => location.assign('/next')))
    expect(await views(3)).toEqual(['/', '/next'])
    const asked = shop.requests
      .filter(({ path }) => path === '/next')
      .map(({ headers }) => headers['sec-purpose'])
    expect(asked).toEqual([expect.stringMatching(/prerender/)])
  })
})
