import type { WebhookBody, WebhookEvent } from '@askfirst/formats/webhook'
import { describe, expect, it } from 'vitest'
import { engines, type Tab } from '../support/browsers.ts'
import { poll } from '../support/poll.ts'
import { serveNpmPages } from './npmPage.ts'
import { openBrowser, type Shop, shopForEach } from './pages.ts'

let shop: Shop
shopForEach((opened) => {
  shop = opened
})

/** A site whose own collector gets all, an advertiser's the numbers of what serves the marketing, and one sleeps. */
const entry = (site: string): string => `
  import { init, native } from 'askfirst'
  import { webhook } from '@askfirst/formats/webhook'
  window.askfirst = init({
    site: '${site}',
    purposes: ['measurement', 'marketing'],
    plan: { undeclared: 'keep', events: { offered: { purpose: 'marketing', props: 'any' } } },
    destinations: [
      { format: webhook({ url: '/hook' }), purposes: ['marketing'], fields: ['n'] },
      { format: native('/v1/events'), name: 'own' },
      { format: webhook({ url: '/asleep' }), name: 'asleep', purposes: ['marketing'], fields: [] },
    ],
  })
`

/** What the advertiser's collector has stored, each `id` once, of all that came after the refused requests. */
function hooked(refused: number): WebhookEvent[] {
  const events = shop.requests
    .filter(({ path, method, complete }) => path === '/hook' && method === 'POST' && complete)
    .slice(refused)
    .flatMap(({ body }) => (JSON.parse(body) as WebhookBody).events)
  return [...new Map(events.map((event) => [event.id, event])).values()]
}

async function track(tab: Tab, from: number, count: number): Promise<void> {
  await tab.evaluate(
    (first, many) => {
      for (let n = first; n < first + many; n++) {
        window.askfirst.track('bought', { n, sku: 'a-1' })
        window.askfirst.track('offered', { n, sku: 'a-1' })
      }
    },
    from,
    count,
  )
}

const started = (tab: Tab): Promise<unknown> => tab.waitFor(() => 'inspect' in (window.askfirst ?? {}))
const numbers = (events: readonly { props: Record<string, unknown> }[]): unknown[] =>
  events.map(({ props }) => props['n']).sort()

describe.each(engines)('several destinations in $name', (engine) => {
  it('each gets what it may see, once; one that fails holds up no other; a no ends its own', async (context) => {
    await serveNpmPages(shop, entry(shop.key), ['/first', '/next'])
    shop.script('/hook', { status: 503 })
    shop.script('/asleep', { status: 503, headers: { 'retry-after': '3600' } })
    const browser = await openBrowser(context, engine)
    const tab = await browser.newTab(`${shop.url}/first`)
    await started(tab)
    await track(tab, 0, 2)
    await tab.evaluate(() => window.askfirst.optIn())
    await tab.waitFor(() => window.askfirst.inspect().streams > 0)
    await tab.evaluate(() => window.askfirst.flush())
    const stored = await shop.stored(5)
    expect(stored.map(({ name }) => name).sort()).toEqual(['bought', 'bought', 'offered', 'offered', 'page'])
    const refused = shop.requests.filter(({ path }) => path === '/hook').length
    expect(refused).toBeGreaterThan(0)
    expect(await tab.evaluate(() => window.askfirst.inspect())).toMatchObject({
      queued: { events: 4 },
      sent: 5,
      destinations: [
        { name: 'webhook', state: 'backing-off' },
        { name: 'own', state: 'ready' },
        { name: 'asleep', state: 'backing-off' },
      ],
    })

    shop.script('/hook', { status: 204 })
    await tab.evaluate(() => window.askfirst.flush())
    const offered = hooked(refused)
    expect(offered.map(({ name, props }) => [name, props])).toEqual([
      ['offered', { n: 0 }],
      ['offered', { n: 1 }],
    ])
    expect(stored.map(({ stream }) => stream)).not.toContain(offered[0]!.stream)

    await track(tab, 2, 2)
    await tab.evaluate(() => location.assign('/next'))
    await tab.waitFor(() => location.pathname === '/next')
    await started(tab)
    const all = await shop.stored(10)
    for (const name of ['bought', 'offered'])
      expect(numbers(all.filter((event) => event.name === name))).toEqual([0, 1, 2, 3])
    await poll('the end of the page', () => hooked(refused).length >= 4)
    await tab.evaluate(() => window.askfirst.flush())
    expect(numbers(hooked(refused))).toEqual([0, 1, 2, 3])

    const time = Date.now()
    await tab.evaluate(() => window.askfirst.optOut(['marketing']))
    await track(tab, 4, 1)
    await tab.evaluate(() => window.askfirst.flush())
    const last = await shop.stored(11)
    expect(last.filter(({ props }) => props['n'] === 4).map(({ name }) => name)).toEqual(['bought'])
    expect(shop.since(time).filter(({ path }) => path === '/hook')).toEqual([])
    expect(shop.requests.filter(({ path }) => path === '/asleep').length).toBe(1)
    expect(await tab.evaluate(() => window.askfirst.inspect().queued.events)).toBe(0)
  })
})
