import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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
let shop: Shop
let browser: Browser
let tab: Tab
beforeEach(async () => {
  pages = await startPages()
  shop = await pages.open()
  shop.inject(() => {
    window.shows = []
    window.addEventListener('pageshow', ({ persisted }) => window.shows.push(persisted))
  })
})
afterEach(async () => {
  await browser.close()
  await pages.stop()
})

describe.each(engines)('pages that come back or are not seen, in $name', (engine) => {
  const start = async (): Promise<void> => {
    browser = await launch(engine)
    tab = await browser.newTab()
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
  }
  const views = async (count: number): Promise<string[]> =>
    (await shop.stored(count))
      .filter(({ name }) => name === 'page')
      .sort((a, b) => a.at - b.at)
      .map(({ props }) => String(props['url']).slice(shop.url.length))
  const leaveAndReturn = async (): Promise<boolean> => {
    await tab.evaluate(() => location.assign('/plain'))
    await tab.waitFor(() => location.pathname === '/plain' && document.readyState === 'complete')
    await tab.evaluate(() => void setTimeout(() => history.back()))
    await tab.waitFor(() => location.pathname === '/' && window.shows?.length > 0)
    return tab.evaluate(() => window.shows.at(-1) === true)
  }

  it.skipIf(engine.skip)('back from bfcache: one more view, in a new stream', async (context) => {
    shop.serve('/')
    shop.page('/bare', '<!doctype html><title>Bare</title>')
    shop.page('/plain', '<!doctype html><title>Plain</title>')
    await start()
    // Whether this browser keeps pages at all is asked with one that has no script of ours.
    await tab.goto(`${shop.url}/bare`)
    await tab.evaluate(() => location.assign('/plain'))
    await tab.waitFor(() => location.pathname === '/plain' && document.readyState === 'complete')
    await tab.evaluate(() => void setTimeout(() => history.back()))
    await tab.waitFor(() => location.pathname === '/bare' && window.shows?.length > 0)
    const keeps = await tab.evaluate(() => window.shows.at(-1) === true)
    if (!keeps) skipBecause(context, `${engine.name} under automation keeps no page in its bfcache`)

    await tab.goto(`${shop.url}/`)
    await tab.waitFor(() => window.askfirst?.inspect().streams > 0)
    const before = (await views(2)).length
    expect(await leaveAndReturn()).toBe(true)
    await tab.waitFor(() => window.askfirst.inspect().queued.events + window.askfirst.inspect().sent > 1)
    await tab.evaluate(() => window.askfirst.flush())
    expect((await views(before + 1)).slice(before)).toEqual(['/'])
    const stored = await shop.stored()
    expect(new Set(stored.map(({ stream }) => stream)).size).toBe(stored.length)
    expect(await gapsOf(pages, shop, ({ ended }) => ended >= 2)).toMatchObject({
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
    await tab.click('#next')
    await tab.waitFor(() => location.pathname === '/next')
    const activated = await tab.evaluate(
      () =>
        (performance.getEntriesByType('navigation')[0] as unknown as { activationStart: number })
          .activationStart,
    )
    if (!(activated > 0)) skipBecause(context, 'this Chromium did not use the prerendered page')
    await tab.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 200))
      await window.askfirst.flush()
    })
    expect(await views(3)).toEqual(['/', '/next'])
  })
})
