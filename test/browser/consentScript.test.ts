import { describe, expect, it } from 'vitest'
import { engines, type Tab } from '../support/browsers.ts'
import { sayYes } from './deliveryPages.ts'
import { ACCEPT, openBrowser, type Shop, shopForEach } from './pages.ts'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'"
/** Notes everything that goes wrong in a page. Outside `window`, whose names a test counts. */
const WATCH = `document.wrong = []
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  // Browsers look for an icon by themselves.
  if (!blockedURI.endsWith('/favicon.ico')) document.wrong.push('policy ' + violatedDirective + ' ' + blockedURI)
})
addEventListener('error', ({ message }) => document.wrong.push('error ' + message))
addEventListener('unhandledrejection', ({ reason }) => document.wrong.push('rejection ' + reason))
const tell = console.error
console.error = (...args) => { document.wrong.push('console ' + args.join(' ')); tell.apply(console, args) }
document.warned = []
const warn = console.warn
console.warn = (...args) => { document.warned.push(args.join(' ')); warn.apply(console, args) }`
const WRONG_TAGS = [
  ['no endpoint', 'data-banner', 'endpoint must be a URL with a path'],
  ['a wrong value', 'data-endpoint="/v1/events" data-persist="no"', 'persist must be true or false'],
  ['an unknown option', `data-options='{"endpoint":"/v1/events","colour":"red"}'`, 'colour is no option'],
  ['bad JSON', `data-options='{"endpoint":'`, 'data-options must be JSON'],
] as const
/** What a page may have done to the platform before the tag runs. */
const HOSTILE: Record<string, string> = {
  fetch: `window.fetch = () => { throw new Error('hostile') }`,
  'fetch and beacon': `window.fetch = Navigator.prototype.sendBeacon = () => { throw new Error('hostile') }`,
  'fetch that returns nothing': `window.fetch = () => undefined`,
  'JSON.stringify': `JSON.stringify = () => { throw new Error('hostile') }`,
  'JSON.stringify that returns nothing': `JSON.stringify = () => undefined`,
  'JSON.parse': `JSON.parse = () => ({})`,
  Promise: `window.Promise = class extends Promise { static resolve() { return { then() { return this } } } }`,
  'Promise.all': `Promise.all = () => { throw new Error('hostile') }`,
  'arrays and objects': `Array.prototype.extra = Object.prototype.extra = function () {}`,
  storage: `Object.defineProperty(window, 'localStorage', { get() { throw new Error('hostile') } })`,
  databases: `Object.defineProperty(window, 'indexedDB', { value: undefined })`,
  cryptography: `Object.defineProperty(window.crypto, 'subtle', { value: undefined })`,
  channel: `window.BroadcastChannel = function () { throw new Error('hostile') }`,
  console: `console.warn = () => { throw new Error('hostile') }`,
  history: `Object.defineProperty(window, 'navigation', { value: undefined }); history.pushState = () => {}`,
}

declare global {
  interface Document {
    wrong: string[]
    warned: string[]
  }
  interface Window {
    analytics?: Window['askfirst']
    after?: string
  }
}

let shop: Shop
shopForEach((opened) => {
  shop = opened
  const script = { status: 200, headers: { 'content-type': 'text/javascript' } }
  shop.script('/watch.js', { ...script, body: WATCH })
})

describe.each(engines)('the script tag in $name', (engine) => {
  const open = async (context: Parameters<typeof openBrowser>[0], path = '/'): Promise<Tab> =>
    (await openBrowser(context, engine)).newTab(shop.url + path)

  it.for([
    ['most tags', 'data-page-views="false"'],
    ['a tag that says more', `data-options='{"pageViews":false,"batch":{"events":3}}'`],
  ] as const)(
    'with %s makes the calls that came before it, in order, and keeps their promises',
    async ([, attributes], context) => {
      const calls = `<script>
document.kept = Promise.all([
  askfirst.track('one'), askfirst.track('two', { price: 3 }), askfirst.optIn(), askfirst.track('three'),
  askfirst.flush(), askfirst.track('four'), askfirst.optOut(['other']),
])
</script>`
      shop.serve('/', { tag: attributes, stub: true, body: calls })
      const tab = await open(context)
      const kept = await tab.evaluate(() => (document as unknown as { kept: Promise<unknown[]> }).kept)
      expect(kept.length).toBe(7)
      expect(kept[6]).toMatchObject({ remaining: [] })
      expect((await shop.stored(4)).map(({ seq, name }) => `${seq} ${name}`)).toEqual([
        '0 one',
        '1 two',
        '2 three',
        '3 four',
      ])
    },
  )

  it('adds one global, under the name that the tag gives', async (context) => {
    const head = '<script>document.names = Object.getOwnPropertyNames(window)</script>'
    shop.serve('/', { tag: 'data-banner data-vitals data-global="analytics"', head })
    const tab = await open(context)
    await tab.click(ACCEPT)
    await shop.stored(1)
    await tab.waitFor(() => performance.getEntriesByName(`${location.origin}/askfirst-vitals.js`).length)
    const added = await tab.evaluate(() => {
      const { names } = document as unknown as { names: string[] }
      return Object.getOwnPropertyNames(window).filter(
        (name) => !names.includes(name) && Number.isNaN(Number(name)),
      )
    })
    expect(added).toEqual(['analytics'])
    expect(await tab.evaluate(() => window.analytics?.inspect().consent.purposes)).toEqual({
      measurement: 'granted',
    })
  })

  it.for(WRONG_TAGS)(
    'says what is wrong with %s, and the page goes on',
    async ([, attributes, told], context) => {
      shop.page(
        '/',
        `<!doctype html><title>Shop</title><script src="/watch.js"></script>
<script src="/askfirst.js" ${attributes}></script><script>window.after = 'goes on'</script>`,
      )
      const tab = await open(context)
      expect(await tab.evaluate(() => window.after)).toBe('goes on')
      await tab.waitFor(() => document.wrong.length)
      const wrong = await tab.evaluate(() => document.wrong)
      expect(wrong).toEqual([expect.stringContaining(told)])
      expect(wrong[0]).toMatch(/^console /)
      expect(await tab.evaluate(() => typeof window.askfirst)).toBe('undefined')
    },
  )

  it('names what it does not know of a tag, and leaves it alone', async (context) => {
    shop.serve('/', {
      tag: 'data-nscript="afterInteractive" data-colour="red" data-page-views="false"',
      head: '<script src="/watch.js"></script>',
    })
    const tab = await open(context)
    await tab.waitFor(() => 'inspect' in (window.askfirst ?? {}))
    await tab.evaluate(async () => {
      await window.askfirst.optIn()
      window.askfirst.track('on')
    })
    expect((await shop.stored(1)).map(({ name }) => name)).toEqual(['on'])
    expect(await tab.evaluate(() => document.wrong)).toEqual([])
    expect(await tab.evaluate(() => document.warned)).toEqual([
      expect.stringMatching(/data-nscript, data-colour; .*data-endpoint, .*data-page-views/),
    ])
  })

  it('says where the code for a tag can’t be loaded, and the page goes on', async (context) => {
    shop.script('/askfirst-config.js', { status: 404 })
    shop.serve('/', {
      tag: 'data-retention-days="30"',
      stub: true,
      head: '<script src="/watch.js"></script>',
      body: `<script>askfirst.track('early'); window.after = 'goes on'</script>`,
    })
    const tab = await open(context)
    await tab.waitFor(() => document.wrong.length)
    expect(await tab.evaluate(() => [window.after, ...document.wrong])).toEqual([
      'goes on',
      expect.stringMatching(/^console /),
    ])
    expect(await tab.evaluate(() => 'inspect' in window.askfirst)).toBe(false)
  })

  it('stands twice and starts once', async (context) => {
    const tag = `<script async src="/askfirst.js" data-endpoint="/v1/events" data-site="${shop.key}" data-banner></script>`
    shop.serve('/', { tag: 'data-banner', head: tag })
    const tab = await open(context)
    await tab.click(ACCEPT)
    await shop.stored(1)
    await tab.evaluate(() => window.askfirst.flush())
    expect(await tab.evaluate(() => document.querySelectorAll('askfirst-banner').length)).toBe(0)
    await tab.evaluate(() => window.askfirst.track('once'))
    await shop.stored(2)
    expect(shop.sent().map(({ name }) => name)).toEqual(['page', 'once'])
    expect(new Set(shop.sent().map(({ stream }) => stream)).size).toBe(1)
  })

  it('works in a page of an old encoding, from a server that names none', async (context) => {
    for (const name of ['askfirst.js', 'askfirst-outbox.js', 'askfirst-more.js'])
      shop.script(`/bare/${name}`, {
        status: 200,
        headers: { 'content-type': 'text/javascript' },
        body: await (await fetch(`${shop.url}/${name}`)).text(),
      })
    shop.script('/old', {
      status: 200,
      headers: { 'content-type': 'text/html; charset=windows-1252' },
      body: `<!doctype html><title>Old</title><script src="/watch.js"></script>
<script async src="/bare/askfirst.js" data-endpoint="/v1/events" data-site="${shop.key}"></script>`,
    })
    const tab = await (await openBrowser(context, engine)).newTab(`${shop.url}/old`)
    await tab.waitFor(() => 'inspect' in (window.askfirst ?? {}) || document.wrong.length > 0)
    expect(await tab.evaluate(() => [document.characterSet, document.wrong])).toEqual(['windows-1252', []])
    await sayYes(tab, shop)
  })

  it('breaks no strict policy', async (context) => {
    const head = '<script src="/watch.js"></script>'
    shop.serve('/', { tag: 'data-banner data-vitals', head, headers: { 'content-security-policy': POLICY } })
    const tab = await open(context)
    await tab.click(ACCEPT)
    await shop.stored(1)
    await tab.waitFor(() => performance.getEntriesByName(`${location.origin}/askfirst-vitals.js`).length)
    await tab.evaluate(() => window.askfirst.flush())
    expect(await tab.evaluate(() => document.wrong)).toEqual([])
  })

  it('leaves a page whole that has patched what it stands on', async (context) => {
    const names = Object.keys(HOSTILE)
    for (const [index, patch] of Object.values(HOSTILE).entries())
      shop.serve(`/hostile-${index}`, {
        tag: 'data-banner data-vitals',
        head: `<script src="/watch.js"></script><script>${patch}</script>`,
        body: `<script>window.after = 'goes on'</script>`,
      })
    shop.page(
      '/',
      `<!doctype html><title>Host</title>${names.map((_, n) => `<iframe src="/hostile-${n}"></iframe>`).join('')}`,
    )
    const tab = await open(context)
    const results = await tab.evaluate(useFrames)
    expect(Object.fromEntries(names.map((name, index) => [name, results[index]]))).toEqual(
      Object.fromEntries(names.map((name) => [name, { after: 'goes on', wrong: [], thrown: [] }])),
    )
  })
})

/** For pages: makes every call in every frame, waits for what it starts, and tells what went wrong. */
async function useFrames(): Promise<unknown[]> {
  const views = Array.from(frames) as unknown as (Window & typeof globalThis)[]
  const thrown = views.map((): string[] => [])
  const wait = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms))
  for (let tries = 0; tries < 200 && !views.every((view) => view.document.readyState === 'complete'); tries++)
    await wait(25)
  for (const call of [
    'optIn',
    'track',
    'page',
    'identify',
    'flush',
    'inspect',
    'reset',
    'optOut',
    'erase',
  ] as const) {
    for (const [index, view] of views.entries()) {
      try {
        const client = view.askfirst as unknown as
          | Record<string, ((name?: string) => unknown) | undefined>
          | undefined
        const result = client?.[call]?.(call === 'track' || call === 'identify' ? 'name' : undefined)
        if (result instanceof view.Promise)
          result.catch((error) => thrown[index]?.push(`${call} rejects: ${error}`))
      } catch (error) {
        thrown[index]?.push(`${call}: ${error}`)
      }
    }
    await wait(150)
  }
  for (const view of views) view.dispatchEvent(new view.Event('pagehide'))
  await wait(500)
  return views.map((view, index) => ({
    after: view.after,
    wrong: view.document.wrong,
    thrown: thrown[index],
  }))
}
