import { afterAll, beforeAll, describe, it } from 'vitest'
import { engines, type Tab } from '../support/browsers.ts'
import { poll } from '../support/poll.ts'
import { findInProfile, originStores } from '../support/profile.ts'
import type { SiteRequest } from '../support/site.ts'
import { skipBecause } from '../support/skipBecause.ts'
import { type SpiedCall, spies } from '../support/spies.ts'
import { openBrowser, type Pages, type Shop, startPages } from './pages.ts'

const IDLE = 10_000
/** where the test's own beacon goes */
const SPIED = '/spied'
const BODY = `<a id="next" href="/next">Next</a><a id="away" href="/plain">Away</a>
<div style="block-size: 300vh"></div>`

let pages: Pages
beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

describe('before a choice', () => {
  it.concurrent.for(engines)('$name stores nothing and asks for its files', async (engine, context) => {
    const { expect } = context
    const shop = await pages.open()
    shop.inject(spies)
    shop.serve('/', { tag: 'data-banner data-vitals', stub: true, body: BODY })
    // A tag that says more than most is read by code of a file of its own.
    shop.serve('/next', { tag: 'data-banner data-vitals data-retention-days="30"', stub: true, body: BODY })
    shop.page('/plain', '<!doctype html><title>Plain</title>')
    const browser = await openBrowser(context, engine)
    const tab = await browser.newTab(`${shop.url}/`)
    await use(tab)
    await new Promise((resolve) => setTimeout(resolve, IDLE))
    await tab.click('#next')
    const calls = await leftBehind(shop, 1)
    await use(tab)
    await tab.evaluate(() => location.reload())
    calls.push(...(await leftBehind(shop, 2)))
    await use(tab)
    await tab.click('#away')
    calls.push(...(await leftBehind(shop, 3)))
    await browser.close()

    expect([...new Set(calls.map(({ api, detail }) => `${api} ${detail}`))]).toEqual(['indexedDB.databases '])
    const requests = shop.requests.filter(({ path }) => path !== SPIED)
    const asked = requests.map(({ method, path }) => `${method} ${path}`)
    const known = [
      '/',
      '/next',
      '/plain',
      '/favicon.ico',
      '/askfirst.js',
      '/askfirst-config.js',
      '/askfirst-banner.js',
      '/askfirst-receipt.js',
    ]
    expect(asked.filter((line) => !known.some((path) => line === `GET ${path}`))).toEqual([])
    expect(asked.slice(0, asked.indexOf('GET /next'))).not.toContain('GET /askfirst-config.js')
    expect(asked).toEqual(expect.arrayContaining(['GET /askfirst-config.js', 'GET /askfirst-banner.js']))
    expect(requests.filter(({ raw }) => raw.length)).toEqual([])
    expect(await shop.stored()).toEqual([])
    skipBecause(context, browser.persistent ? undefined : 'this WebKit host keeps no profile')
    expect(originStores(browser, shop.url)).toEqual([])
    expect(findInProfile(browser.profileDir, ['askfirst-consent', 'askfirst-queue', 'said-early'])).toEqual(
      [],
    )
  })

  it.concurrent.for(engines)(
    '$name tells another origin that serves the files no cookie, path or query',
    async (engine, context) => {
      const { expect } = context
      const shop = await pages.open()
      const cookie = { headers: { 'set-cookie': 'known=visitor', 'access-control-allow-origin': '*' } }
      for (const name of [
        '/cookie',
        '/askfirst-banner.js',
        '/askfirst-receipt.js',
        '/askfirst-config.js',
        '/askfirst.js',
      ])
        shop.script(name, cookie)
      shop.page('/cookie', '<!doctype html><title>Cookie</title>')
      shop.serve('/private', {
        tag: 'data-banner data-retention-days="30"',
        src: `${shop.otherUrl}/askfirst.js`,
      })
      const browser = await openBrowser(context, engine)
      const tab = await browser.newTab(`${shop.otherUrl}/cookie`)
      await tab.goto(`${shop.url}/cookie`)
      await tab.goto(`${shop.url}/private?patient=7`)
      await banner(tab)
      const files = shop.requests.filter(
        ({ origin, path }) => origin === shop.otherUrl && path.startsWith('/askfirst'),
      )
      expect(files.map(({ method, path }) => `${method} ${path}`)).toEqual([
        'GET /askfirst.js',
        'GET /askfirst-config.js',
        'GET /askfirst-banner.js',
        'GET /askfirst-receipt.js',
      ])
      // The others are ours to fetch; the first file's cookies are up to the tag that the site has written.
      expect(files.slice(1).map(({ headers }) => headers.cookie)).toEqual([undefined, undefined, undefined])
      for (const { headers } of files)
        expect([undefined, `${shop.url}/`]).toContain(ownReferrer(headers.referer, shop.otherUrl))
    },
  )
})

/** Everything that a page and its visitor may do before the choice; the page's end tracks, too. */
async function use(tab: Tab): Promise<void> {
  await banner(tab)
  await tab.click('#button')
  await tab.evaluate((spied: string) => {
    const { askfirst } = window
    scrollTo(0, document.documentElement.scrollHeight)
    askfirst.track('said-early', { price: 3 })
    askfirst.page()
    askfirst.identify('said-early-id', { plan: 'large' })
    // Heard last, so that it sees what the SDK does in its own listeners.
    addEventListener('pagehide', () => {
      askfirst.track('said-early-leaving')
      navigator.sendBeacon(spied, JSON.stringify(window.__spies))
    })
  }, SPIED)
}

/** What the pages before called: the last one's list, once it has come. */
async function leftBehind(shop: Shop, page: number): Promise<SpiedCall[]> {
  const lists = (): SiteRequest[] => shop.requests.filter(({ path, complete }) => path === SPIED && complete)
  const last = await poll(`the calls of page ${page}`, () => lists()[page - 1], 10_000)
  return JSON.parse(last.body)
}

function banner(tab: Tab): Promise<boolean> {
  return tab.waitFor(() => document.querySelector('askfirst-banner') !== null)
}

/** A referrer of the script's own origin tells nothing of the page. */
function ownReferrer(referrer: string | undefined, origin: string): string | undefined {
  return referrer?.startsWith(`${origin}/askfirst`) ? undefined : referrer
}
