import { describe, expect, it } from 'vitest'
import { engines, type Tab } from '../support/browsers.ts'
import { sayYes } from './deliveryPages.ts'
import { type Shop, type StoredEvent, shopForEach } from './pages.ts'
import { tabForAll } from './tabForAll.ts'

let shop: Shop
shopForEach((opened) => {
  shop = opened
})

/** What the page does, and the paths of the views that this makes. */
const SPA: [name: string, act: () => unknown, views: string[]][] = [
  ['pushState', () => history.pushState(null, '', '/a'), ['/a']],
  ['replaceState', () => history.replaceState(null, '', '/b'), ['/b']],
  [
    'replaceState and pushState in one task',
    () => {
      history.replaceState(null, '', '/c')
      history.pushState(null, '', '/d')
    },
    ['/d'],
  ],
  [
    'pushState, then back',
    async () => {
      history.pushState(null, '', '/e')
      await new Promise((resolve) => setTimeout(resolve, 100))
      await new Promise((resolve) => {
        window.addEventListener('popstate', resolve, { once: true })
        history.back()
      })
    },
    ['/e', '/'],
  ],
  [
    'a fragment alone',
    () => {
      location.hash = 'chapter'
    },
    [],
  ],
  [
    'a fragment that is a route',
    () => {
      location.hash = '#/route'
    },
    ['/#/route'],
  ],
  ['the query alone', () => history.pushState(null, '', '?utm_source=query'), ['/?utm_source=query']],
  [
    'the same URL again',
    () => {
      history.pushState(null, '', location.href)
      history.replaceState({ scroll: 1 }, '', location.href)
    },
    [],
  ],
  ['pushState without a URL', () => history.pushState({ dialog: true }, ''), []],
]

describe.each(engines)('page views in $name', (engine) => {
  let tab: Tab
  tabForAll(engine, (opened) => {
    tab = opened
  })

  /** Paths of the page views stored after the first `skip`, once a mark that is tracked now has arrived. */
  const viewsSince = async (skip: number): Promise<string[]> => {
    const mark = `mark-${skip}-${Math.random()}`
    // Views settle in a task of their own; one that is hidden would never come.
    await tab.evaluate(async (name) => {
      await new Promise((resolve) => setTimeout(resolve, 200))
      window.askfirst.track(name)
      await window.askfirst.flush()
    }, mark)
    for (let count = 1; ; count++) {
      const stored = await shop.stored(count)
      if (stored.some(({ name }) => name === mark)) return inOrder(stored).slice(skip)
    }
  }
  const inOrder = (stored: StoredEvent[]): string[] =>
    stored
      .filter(({ name }) => name === 'page')
      .sort((a, b) => a.at - b.at || a.seq - b.seq)
      .map(({ props }) => String(props['url']).slice(shop.url.length))

  it.skipIf(engine.skip)('one for each page of a site of pages', async () => {
    for (const path of ['/', '/teas', '/about']) shop.serve(path)
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
    for (const path of ['/teas', '/about', '/teas']) {
      await tab.goto(shop.url + path)
      await tab.waitFor(() => window.askfirst?.consent.allows('measurement'))
    }
    expect(await viewsSince(0)).toEqual(['/', '/teas', '/about', '/teas'])
  })

  it.skipIf(engine.skip).for(SPA)('within a page: %s', async ([, act, views]) => {
    shop.serve('/')
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
    await tab.evaluate(act as () => undefined)
    expect(await viewsSince(1)).toEqual(views)
  })

  it.skipIf(engine.skip)('nothing personal in URL, referrer and title', async () => {
    const query = '?utm_source=x&email=a@b.de&gclid=1'
    shop.page('/from', `<!doctype html><title>From</title><a id="go" href="/order${query}#a@b.de">Order</a>`)
    shop.serve('/order', { head: '<title>Order of a@b.de, 4111 1111 1111 1111</title>' })
    shop.serve('/', {})
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
    await tab.goto(`${shop.url}/from${query}`)
    await tab.click('#go')
    await tab.waitFor(() => location.pathname === '/order' && window.askfirst?.consent.allows('measurement'))
    // The first title is the page's own: the one of `head` comes second and is not read. So it is set here.
    await tab.evaluate(() => {
      document.title = 'Order of a@b.de, 4111 1111 1111 1111'
      history.pushState(
        null,
        '',
        '/order/2?email=a%40b.de&token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
      )
    })
    expect(await viewsSince(1)).toEqual(['/order?utm_source=x', '/order/2'])
    const [, first, second] = (await shop.stored())
      .filter(({ name }) => name === 'page')
      .sort((a, b) => a.at - b.at)
    expect(first!.props['referrer']).toBe(`${shop.url}/from?utm_source=x`)
    expect(second!.props['title']).toMatch(/^Order of \S+, \S+$/)
    for (const text of ['a@b.de', 'a%40b.de', 'gclid', '4111', 'eyJ'])
      for (const { path, body } of shop.requests.filter((request) => request.path.startsWith('/v1/')))
        expect(`${path} ${body}`).not.toContain(text)
  })
})
