import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, describe, expect, it } from 'vitest'
import { engines, type Tab } from '../support/browsers.ts'
import { poll } from '../support/poll.ts'
import type { Behaviour, SiteRequest } from '../support/site.ts'
import { allOnce, arrivals, gapsOf, httpDate, sayYes, scriptFirst, trackMany } from './deliveryPages.ts'
import { type Pages, type Shop, shopForEach } from './pages.ts'
import { tabForAll } from './tabForAll.ts'

const EVENTS = 20
const SECOND = 1_000
/** more than any socket buffers: such a body is complete only for a client that reads it */
const LONG_BODY = 'x'.repeat(24_000_000)

declare global {
  interface Window {
    /** every answer that the page has got */
    replies: Response[]
  }
}

let pages: Pages
let shop: Shop
shopForEach((opened, all) => {
  pages = all
  shop = opened
  shop.serve('/')
})

describe.each(engines)('a collector at fault, in $name', (engine) => {
  let tab: Tab
  tabForAll(engine, (opened) => {
    tab = opened
  })
  beforeEach(async () => {
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
  })

  const lost = async (): Promise<object> => tab.evaluate(() => window.askfirst.inspect().dropped)
  /** Events tracked and sent: the page's view has gone before. */
  const load = async (count = EVENTS): Promise<void> => {
    await trackMany(tab, 'load', count)
    await tab.evaluate(() => window.askfirst.flush())
  }
  const arrived = async (count = EVENTS, timeout = 30_000): Promise<unknown> => {
    const stored = await shop.stored(count + 1, timeout).catch(() => shop.stored())
    return arrivals(stored, 'load', count)
  }

  it.skipIf(engine.skip).for<[string, Behaviour]>([
    ['503', { status: 503 }],
    ['a connection that is cut', { reset: 'now' }],
    // A captive portal, or a proxy's own page.
    ['a 200 that is not its word', { status: 200, body: '<!doctype html><p>Please log in' }],
    ['a 200 with JSON that is not its word', { status: 200, body: '{"ok":true}' }],
  ])('%s, twice: all arrive, once', async ([, fault]) => {
    const answered = scriptFirst(shop, 2, fault)
    await load()
    expect(await arrived()).toEqual(allOnce(EVENTS))
    expect(answered.times).toBe(2)
    expect(await lost()).toEqual({})
  })

  it.skipIf(engine.skip)('no network: nothing is tried, and all goes as soon as there is one', async () => {
    await tab.evaluate(() => Object.defineProperty(navigator, 'onLine', { value: false, configurable: true }))
    const before = posts(shop).length
    await load()
    await tab.evaluate(() => window.askfirst.flush())
    expect(posts(shop)).toHaveLength(before)
    expect(await tab.evaluate(() => window.askfirst.inspect().destinations[0]!.state)).toBe('ready')
    await tab.evaluate(() => {
      Object.defineProperty(navigator, 'onLine', { value: true })
      window.dispatchEvent(new Event('online'))
    })
    expect(await arrived()).toEqual(allOnce(EVENTS))
  })

  it.skipIf(engine.skip)(
    'a redirect is not followed: events go to the configured address alone',
    async () => {
      const elsewhere = `${shop.otherUrl}/v1/elsewhere`
      const answered = scriptFirst(shop, 2, { status: 307, headers: { location: elsewhere } })
      await load()
      expect(await arrived()).toEqual(allOnce(EVENTS))
      expect(answered.times).toBe(2)
      expect(shop.requests.filter(({ path }) => path.endsWith('/elsewhere'))).toEqual([])
    },
  )

  it.skipIf(engine.skip)('an answer that is lost after the commit: sent twice, stored once', async () => {
    const answered = scriptFirst(shop, 1, { reset: 'after' })
    await load()
    expect(await arrived()).toEqual(allOnce(EVENTS))
    expect(answered.times).toBe(1)
    await poll(
      'the page knows',
      () => tab.evaluate(() => window.askfirst.inspect().queued.events === 0),
      30_000,
    )
    expect(shop.sent().filter(({ name }) => name === 'load').length).toBe(2 * EVENTS)
    expect(await arrived()).toEqual(allOnce(EVENTS))
  })

  it.skipIf(engine.skip).for<[string, () => [header: string, until: number]]>([
    ['in seconds', () => ['3', Date.now() + 3 * SECOND]],
    ['as a date', () => httpDate(Date.now() + 4 * SECOND)],
  ])('429 with Retry-After %s: no request before it', async ([, retryAfter]) => {
    let until = 0
    shop.script('/v1/', () => {
      if (until) return undefined
      const [header, end] = retryAfter()
      until = end
      return { status: 429, headers: { 'retry-after': header } }
    })
    await load()
    const first = Date.now()
    expect(until).toBeGreaterThan(first)
    // Whatever happens in the page meanwhile: more events, an impatient caller, into bfcache and back.
    while (Date.now() < until - SECOND) {
      await trackMany(tab, 'impatient', 60)
      await tab.evaluate(async () => {
        await window.askfirst.flush()
        window.dispatchEvent(new Event('online'))
        window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
        window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
        await new Promise((resolve) => setTimeout(resolve, 200))
      })
    }
    expect(await arrived()).toEqual(allOnce(EVENTS))
    const [, second] = posts(shop).filter(({ body }) => body.includes('"load"'))
    expect(
      Math.min(
        ...shop
          .since(first)
          .filter(isPost)
          .map(({ at }) => at),
      ),
    ).toBeGreaterThanOrEqual(until)
    expect(second!.at).toBeGreaterThanOrEqual(until)
  })

  it.skipIf(engine.skip)('429: what one page was told holds for the next', async () => {
    let until = 0
    shop.script('/v1/', () => {
      if (until) return undefined
      until = Date.now() + 8 * SECOND
      return { status: 429, headers: { 'retry-after': '8' } }
    })
    await load()
    const told = await poll('the answer', () => until)
    await tab.waitFor(() => window.askfirst.inspect().destinations[0]?.state === 'backing-off')
    await tab.goto(`${shop.url}/`)
    while (Date.now() < until - SECOND) {
      await trackMany(tab, 'impatient', 60)
      await tab.evaluate(async () => {
        await window.askfirst.flush()
        await new Promise((resolve) => setTimeout(resolve, 200))
      })
    }
    expect(await arrived()).toEqual(allOnce(EVENTS))
    const [first, second] = posts(shop).filter(({ body }) => body.includes('"load"'))
    expect(first!.at).toBeLessThan(told)
    expect(second!.at).toBeGreaterThanOrEqual(told)
    expect(posts(shop).filter(({ at }) => at > first!.at && at < told)).toEqual([])
  })

  it.skipIf(engine.skip)('413: halved until it fits; one event that never fits is told as lost', async () => {
    const most = 6_000
    shop.script('/v1/', ({ body }) => (body.length > most ? { status: 413 } : undefined))
    await tab.evaluate((count) => {
      const words = (length: number): string => 'plain words '.repeat(length / 12)
      for (let n = 0; n < count; n++) {
        if (n === 7) window.askfirst.track('huge', { text: words(12_000) })
        window.askfirst.track('load', { n, text: words(1_200) })
      }
    }, EVENTS)
    await tab.evaluate(() => window.askfirst.flush())
    expect(await arrived()).toEqual(allOnce(EVENTS))
    expect(await lost()).toEqual({ too_large: 1 })
    const like = { unexplained: 0, explained: { too_large: 1 } }
    expect(await gapsOf(pages, shop, ({ explained }) => !!explained['too_large'], 30_000)).toMatchObject(like)
    expect((await shop.stored()).some(({ name }) => name === 'huge')).toBe(false)
  })

  it.skipIf(engine.skip)('400 for one poisoned event: all others arrive, it is told as refused', async () => {
    shop.script('/v1/', ({ body }) => (body.includes('poisoned') ? { status: 400 } : undefined))
    await tab.evaluate((count) => {
      for (let n = 0; n < count; n++) {
        if (n === 11) window.askfirst.track('poisoned')
        window.askfirst.track('load', { n })
      }
    }, EVENTS)
    await tab.evaluate(() => window.askfirst.flush())
    expect(await arrived()).toEqual(allOnce(EVENTS))
    expect(await lost()).toEqual({ refused: 1 })
    const like = { unexplained: 0, explained: { refused: 1 } }
    expect(await gapsOf(pages, shop, ({ explained }) => !!explained['refused'], 30_000)).toMatchObject(like)
  })

  it.skipIf(engine.skip)('every answer is read to its end, whatever its status', async () => {
    const statuses = [503, 429, 413, 400, 200, 500, 403]
    const server = await startTalker(statuses)
    // Answers that nobody holds are collected, which ends them, too.
    shop.inject(() => {
      const { fetch } = window
      window.replies = []
      window.fetch = async (...args) => {
        const reply = await fetch.apply(window, args)
        window.replies.push(reply)
        return reply
      }
    })
    shop.serve('/talker', { endpoint: `${server.url}/v1/events` })
    await tab.goto(`${shop.url}/talker`)
    for (let n = 0; n < statuses.length * 2; n++) {
      await tab.evaluate(async () => {
        window.askfirst.track('load', { n: 0 })
        window.askfirst.track('load', { n: 1 })
        await window.askfirst.flush()
      })
    }
    await poll('an answer of each status', () => server.answers.length >= statuses.length, 30_000)
    await tab.waitFor(() => window.replies.every(({ bodyUsed }) => bodyUsed))
    await poll('the answers are read', () => server.answers.every(({ read }) => read), 30_000)
    expect(server.answers.map(({ status }) => status).slice(0, statuses.length)).toEqual(statuses)
    await server.stop()
  })
})

function isPost({ method, path }: SiteRequest): boolean {
  return method === 'POST' && path === '/v1/events'
}

function posts(shop: Shop): SiteRequest[] {
  return shop.requests.filter(isPost)
}

interface Talker {
  url: string
  answers: { status: number; read: boolean }[]
  stop(): Promise<void>
}

/** A collector on another origin with long answers, one status after another, that knows which were read to the end. */
async function startTalker(statuses: readonly number[]): Promise<Talker> {
  const answers: Talker['answers'] = []
  const server: Server = createServer((request, response) => {
    request.resume().on('end', () => {
      const answer = { status: statuses[answers.length % statuses.length]!, read: false }
      answers.push(answer)
      response.on('finish', () => {
        answer.read = true
      })
      response.writeHead(answer.status, { 'access-control-allow-origin': '*' }).end(LONG_BODY)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
