import {
  assertNothingAfterWithdrawal,
  assertNothingBeforeConsent,
  type TestPage,
  watchConsent,
} from 'askfirst/testing'
import playwright from 'playwright-core'
import puppeteer from 'puppeteer-core'
import { afterAll, beforeAll, describe, it, type TestContext } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { firefoxPath } from '../support/firefox.ts'
import { poll } from '../support/poll.ts'
import { skipBecause } from '../support/skipBecause.ts'
import { type Pages, type Shop, startPages } from './pages.ts'

/** ms that the pages of these tests are left alone: what they do they do at once */
const IDLE = 400

/** A browser as a user of the library drives it. */
interface Library {
  name: string
  skip?: string | undefined
  start(): Promise<Driven>
}

interface Driven {
  /** a page with cookies and stores of its own, and what closes it */
  open(): Promise<{ page: TestPage; close(): Promise<unknown> }>
  stop(): Promise<unknown>
}

/** What a page does, and how the error names it. */
const LEAKS: [does: string, html: string, named: RegExp][] = [
  [
    'sets document.cookie',
    script("document.cookie = 'seen=1'"),
    /wrote document\.cookie "seen"\n +at .*\/leak/,
  ],
  ['sets a cookie by cookieStore', script("cookieStore.set('seen', '1')"), /wrote cookieStore "seen"/],
  ['calls localStorage.setItem', script("localStorage.setItem('seen', '1')"), /wrote localStorage "seen"/],
  ['sets a property of localStorage', script("localStorage.seen = '1'"), /wrote localStorage "seen"/],
  [
    'calls setItem as a method of Storage',
    script("Storage.prototype.setItem.call(localStorage, 'seen', '1')"),
    /wrote localStorage "seen"/,
  ],
  ['writes sessionStorage', script("sessionStorage.setItem('seen', '1')"), /wrote sessionStorage "seen"/],
  ['opens IndexedDB', script("indexedDB.open('seen')"), /wrote indexedDB "seen"\n +at .*\/leak/],
  ['opens a cache', script("caches.open('seen')"), /wrote caches "seen"/],
  [
    'asks for the origin-private file system',
    script('navigator.storage.getDirectory()'),
    /wrote storage\.getDirec/,
  ],
  [
    'registers a service worker',
    script("navigator.serviceWorker.register('/worker.js')"),
    /wrote serviceWorker "\/w/,
  ],
  ['writes from a frame', '<iframe src="/frame"></iframe>', /wrote localStorage "framed"/],
  [
    'writes when scrolled',
    script("addEventListener('scroll', () => localStorage.setItem('seen', '1'))"),
    /wrote loc/,
  ],
  [
    'writes at its end',
    script("addEventListener('pagehide', () => localStorage.setItem('seen', '1'))"),
    /wrote localStorage "seen"/,
  ],
  [
    'posts by fetch',
    script("fetch('/collect', { method: 'POST' })"),
    /asked POST http.*\/collect by fetch\n +at .*leak/,
  ],
  ['asks with a query by fetch', script("fetch('/collect?visit=1')"), /asked GET http.*visit=1 by fetch/],
  [
    'posts by XMLHttpRequest',
    script("const x = new XMLHttpRequest(); x.open('POST', '/collect'); x.send('visit')"),
    /asked POST http.*\/collect by XMLHttpRequest/,
  ],
  ['sends a beacon', script("navigator.sendBeacon('/collect', 'visit')"), /asked .*\/collect by sendBeacon/],
  [
    'sends a beacon at its end',
    script("addEventListener('pagehide', () => navigator.sendBeacon('/collect', 'visit'))"),
    /asked .*\/collect by sendBeacon/,
  ],
  ['loads a pixel', script("new Image().src = '/pixel.png?visit=1'"), /asked GET http.*visit=1 by img\.src/],
  [
    'opens a socket',
    script("new WebSocket('ws://' + location.host + '/socket')"),
    /asked .*ws:.*\/socket by WebSocket/,
  ],
  ['opens an event stream', script("new EventSource('/stream')"), /asked .*\/stream by EventSource/],
]

let pages: Pages
let shop: Shop
beforeAll(async () => {
  pages = await startPages()
  shop = await pages.open()
  for (const [at, [, leak]] of LEAKS.entries()) shop.page(`/leak${at}`, html(leak))
  shop.page('/frame', html(script("localStorage.framed = '1'")))
  shop.page('/basket', html(script("localStorage.basket = '[]'; fetch('/prices?of=tea')")))
  shop.page(
    '/late',
    html(script("withdraw = () => void setTimeout(() => fetch('/collect', { method: 'POST' }), 50)")),
  )
  shop.serve('/', { tag: 'data-banner' })
  shop.script('/worker.js', { status: 200, headers: { 'content-type': 'text/javascript' } })
  shop.script('/set', { headers: { 'set-cookie': 'session=1; HttpOnly' } })
  shop.page('/set', html(''))
  shop.page('/elsewhere', html(`<img alt="" src="${shop.otherUrl}/tea.png">`))
  shop.script('/stream', { hang: true })
})
afterAll(async () => {
  await pages.stop()
})

describe.each(libraries())('$name', (library) => {
  let driven: Driven
  beforeAll(async () => {
    if (!library.skip) driven = await library.start()
  })
  afterAll(() => driven?.stop())
  const open = async (context: TestContext): Promise<TestPage> => {
    skipBecause(context, library.skip)
    const { page, close } = await driven.open()
    context.onTestFinished(async () => void (await close()))
    return page
  }

  it.concurrent.for(LEAKS.map(([does, , named], at) => ({ does, named, at })))(
    'names a page that $does',
    async ({ named, at }, context) => {
      const page = await open(context)
      const url = `${shop.url}/leak${at}`
      await context.expect(assertNothingBeforeConsent(page, { url, idleMs: IDLE })).rejects.toThrow(named)
    },
  )

  it.concurrent('names a cookie that the server sets, and an image of another origin', async (context) => {
    const { expect } = context
    const page = await open(context)
    const set = assertNothingBeforeConsent(page, { url: `${shop.url}/set`, idleMs: IDLE })
    await expect(set).rejects.toThrow(/1 writes and 0 requests before consent:\n +wrote Set-Cookie "session"/)
    const image = assertNothingBeforeConsent(await open(context), {
      url: `${shop.url}/elsewhere`,
      idleMs: IDLE,
    })
    await expect(image).rejects.toThrow(`asked GET ${shop.otherUrl}/tea.png`)
  })

  it.concurrent('passes what the site allows, on a page that was opened by hand', async (context) => {
    const page = await open(context)
    await context.expect(assertNothingBeforeConsent(page)).rejects.toThrow('has not seen this page load')
    await watchConsent(page)
    await page.goto(`${shop.url}/basket`)
    await assertNothingBeforeConsent(page, {
      idleMs: IDLE,
      allow: (url) => url.startsWith(`${shop.url}/prices`),
      allowWrite: ({ api, key }) => api === 'localStorage' && key === 'basket',
    })
    context.expect(shop.requests.some(({ path }) => path === '/prices?of=tea')).toBe(true)
  })

  it.concurrent('leaves storage as the page knows it', async (context) => {
    const page = await open(context)
    const watch = await watchConsent(page)
    await page.goto(`${shop.url}/frame`)
    const seen = await page.evaluate(`(() => {
      localStorage.setItem('a', 'b')
      sessionStorage.c = 'd'
      delete localStorage.framed
      return [localStorage.a, Object.keys(localStorage), localStorage.length, 'a' in localStorage,
        Storage.prototype.getItem.call(sessionStorage, 'c'), localStorage instanceof Storage, localStorage.key(0)]
    })()`)
    context.expect(seen).toEqual(['b', ['a'], 1, true, 'd', true, 'a'])
    // Firefox tells of a call somewhat later.
    await poll('three writes', () => watch.writes().length > 2)
    context
      .expect(watch.writes().map(({ api, key }) => `${api} ${key}`))
      .toEqual(['localStorage framed', 'localStorage a', 'sessionStorage c'])
  })

  it.concurrent('finds nothing on a page with this SDK, before a yes and after it is taken back', async (context) => {
    const { expect } = context
    await assertNothingBeforeConsent(await open(context), { url: `${shop.url}/`, idleMs: 3_000 })

    const page = await open(context)
    const watch = await watchConsent(page)
    await page.goto(`${shop.url}/`)
    await poll('the client', () => page.evaluate("'inspect' in askfirst"))
    await page.evaluate("askfirst.optIn().then(() => askfirst.track('allowed')).then(() => askfirst.flush())")
    await poll('a request to the collector', () => watch.requests().some(({ method }) => method === 'POST'))
    expect(watch.writes().map(({ api }) => api)).toEqual(
      expect.arrayContaining(['localStorage', 'indexedDB']),
    )
    await assertNothingAfterWithdrawal(page, () => page.evaluate('askfirst.optOut()'), { idleMs: 2_000 })
  })

  it.concurrent('names what is sent after a withdrawal', async (context) => {
    const page = await open(context)
    await page.goto(`${shop.url}/late`)
    const late = assertNothingAfterWithdrawal(page, () => page.evaluate('withdraw()'), { idleMs: IDLE })
    await context.expect(late).rejects.toThrow(/requests after the withdrawal:\n +asked POST .*\/collect/)
  })
})

function libraries(): Library[] {
  const noChromium = chromiumPath ? undefined : 'chromium is not installed'
  return [
    {
      name: 'Playwright with Chromium',
      skip: noChromium,
      start: async () => {
        const browser = await playwright.chromium.launch({
          executablePath: chromiumPath!,
          args: ['--no-sandbox'],
        })
        return {
          open: async () => {
            const context = await browser.newContext()
            return { page: await context.newPage(), close: () => context.close() }
          },
          stop: () => browser.close(),
        }
      },
    },
    {
      name: 'Puppeteer with Chromium',
      skip: noChromium,
      start: () => puppet({ executablePath: chromiumPath!, args: ['--no-sandbox'] }),
    },
    {
      name: 'Puppeteer with Firefox',
      skip: firefoxPath ? undefined : 'firefox is not installed',
      start: () => puppet({ browser: 'firefox', executablePath: firefoxPath! }),
    },
  ]
}

async function puppet(options: Parameters<typeof puppeteer.launch>[0]): Promise<Driven> {
  const browser = await puppeteer.launch(options)
  return {
    open: async () => {
      const context = await browser.createBrowserContext()
      return { page: await context.newPage(), close: () => context.close() }
    },
    stop: () => browser.close(),
  }
}

function html(body: string): string {
  return `<!doctype html><html lang="en"><title>Shop</title><body>${body}<p style="height:3000px">Tea</p></body></html>`
}

function script(source: string): string {
  return `<script>${source}</script>`
}
