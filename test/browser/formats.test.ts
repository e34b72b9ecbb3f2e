import { describe, expect, it } from 'vitest'
import { fakeMatomo } from '../contract/fakes/matomo.ts'
import { fakePlausible } from '../contract/fakes/plausible.ts'
import { fakeUmami } from '../contract/fakes/umami.ts'
import { engines } from '../support/browsers.ts'
import { poll } from '../support/poll.ts'
import { serveNpmPages } from './npmPage.ts'
import { openBrowser, type Shop, shopForEach } from './pages.ts'

const WEBSITE = '3f2b8c1e-5a77-4c1c-9a57-7c6f0d1f2a3b'

/** A collector that people run, and what of it the page is told. */
interface Collector {
  /** an expression that makes the format in the page */
  format(url: string): string
  start(): Promise<{ url: string; close(): Promise<void>; names(): string[] }>
}

const collectors: Record<string, Collector> = {
  umami: {
    format: (url) => `umami(${JSON.stringify({ endpoint: `${url}/api/batch`, website: WEBSITE })})`,
    start: async () => {
      const fake = await fakeUmami(WEBSITE)
      return { ...fake, names: () => fake.rows.map(({ payload }) => String(payload['name'] ?? 'page')) }
    },
  },
  plausible: {
    format: (url) => `plausible(${JSON.stringify({ endpoint: `${url}/api/event`, domain: 'shop.example' })})`,
    start: async () => {
      const fake = await fakePlausible('shop.example')
      return { ...fake, names: () => fake.rows.map(({ name }) => (name === 'pageview' ? 'page' : name)) }
    },
  },
  matomo: {
    format: (url) => `matomo(${JSON.stringify({ endpoint: `${url}/matomo.php`, site: 1 })})`,
    start: async () => {
      const fake = await fakeMatomo('1')
      return { ...fake, names: () => fake.rows.map(({ params }) => params['e_a'] ?? 'page') }
    },
  },
}

let shop: Shop
shopForEach((opened) => {
  shop = opened
})

/** A site's module that has one collector. */
function entry(name: string, format: string): string {
  return `
    import { init } from 'askfirst'
    import { ${name} } from '@askfirst/formats/${name}'
    window.askfirst = init({ format: ${format} })
  `
}

describe.each(engines)('collectors that people run, in $name', (engine) => {
  it.for(Object.entries(collectors))(
    '%s gets each event once, by a flush and at the page’s end',
    async ([name, { format, start }], context) => {
      const collector = await start()
      context.onTestFinished(() => collector.close())
      await serveNpmPages(shop, entry(name, format(collector.url)), ['/first', '/next'])
      const browser = await openBrowser(context, engine)
      const tab = await browser.newTab(`${shop.url}/first`)
      await tab.waitFor(() => 'inspect' in (window.askfirst ?? {}))
      await tab.evaluate(() => window.askfirst.track('too-early'))
      expect(collector.names()).toEqual([])
      await tab.evaluate(() => void window.askfirst.optIn())
      await tab.waitFor(() => window.askfirst.inspect().streams > 0)
      await tab.evaluate(() => {
        for (const n of [1, 2, 3]) window.askfirst.track('flushed', { n })
        return window.askfirst.flush()
      })
      await poll(
        'what was flushed',
        () => collector.names().filter((each) => each === 'flushed').length === 3,
      )
      await tab.evaluate(() => {
        for (const n of [1, 2, 3]) window.askfirst.track('last', { n })
        location.assign('/next')
      })
      await tab.waitFor(() => location.pathname === '/next' && 'inspect' in (window.askfirst ?? {}))
      await poll('the next page', () => collector.names().filter((each) => each === 'page').length === 2)
      await tab.evaluate(() => window.askfirst.flush())
      expect(collector.names().sort()).toEqual(
        [...['flushed', 'flushed', 'flushed', 'last', 'last', 'last'], 'page', 'page', 'too-early'].sort(),
      )
      expect(await tab.evaluate(() => window.askfirst.inspect().dropped)).toEqual({})
    },
  )
})
