import type { Browser, Tab } from '../support/browsers.ts'
import type { Shop } from './pages.ts'

/** Opens a page of the shop that sends to the collector at `url` in batches of so many events, and says yes. */
export async function openAt(browser: Browser, shop: Shop, url: string, events: number): Promise<Tab> {
  shop.serve('/', {
    endpoint: `${url}v1/events`,
    tag: `data-options='${JSON.stringify({ batch: { events } })}'`,
  })
  const tab = await browser.newTab(`${shop.url}/`)
  await tab.waitFor(() => 'inspect' in (window.askfirst ?? {}))
  await tab.evaluate(() => window.askfirst.optIn())
  return tab
}

/** Three events every 10 ms for 5 s, in batches of three, so that a kill falls between request and answer. */
export async function startLoad(
  browser: Browser,
  shop: Shop,
  url: string,
): Promise<{ tab: Tab; done: () => Promise<number> }> {
  const tab = await openAt(browser, shop, url, 3)
  const load = tab.evaluate(async () => {
    let n = 0
    const end = performance.now() + 5_000
    while (performance.now() < end) {
      for (let i = 0; i < 3; i++) window.askfirst.track('load', { n: n++ })
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return n
  })
  return { tab, done: () => load }
}
