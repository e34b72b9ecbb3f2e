import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import type { PurgeReport } from 'askfirst'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { type Browser, engines, type Tab } from '../support/browsers.ts'
import { poll } from '../support/poll.ts'
import { findInProfile } from '../support/profile.ts'
import { openBrowser, type Pages, type Shop, startPages } from './pages.ts'

/** ms; `pnpm silence` waits longer */
const SILENCE = Number(process.env['ASKFIRST_SILENCE_S'] ?? 30) * 1_000
const EVENTS = 500

let pages: Pages
beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

describe('a no after a yes', () => {
  it.concurrent.for(engines)(
    '$name: ends the queue, the request on its way and the one in back-off, in both tabs',
    async (engine, context) => {
      const { expect } = context
      const shop = await pages.open()
      const wire = await startWire(pages.collector)
      context.onTestFinished(() => wire.stop())
      const browser = await openBrowser(context, engine)
      const [one, two] = await openBoth(browser, shop, wire)
      const flight = await fillQueue(one, two, wire)

      const said = await one.evaluate(() => {
        const report = window.askfirst.optOut()
        const at = Date.now()
        const allows = window.askfirst.consent.allows('measurement')
        return report.then((purge: PurgeReport) => ({ at, allows, purge }))
      })
      const silent = async (): Promise<void> => {
        expect(wire.seen.filter(({ at }) => at > said.at)).toEqual([])
      }
      expect(said.allows).toBe(false)
      expect.soft(said.purge).toEqual({ removed: EVENTS + 1, inFlight: flight.events, remaining: [] })
      expect(flight.events).toBeGreaterThan(0)
      await poll('the request on its way is cut', () => flight.cut)
      for (const tab of [one, two]) {
        await allowed(tab, false)
        await tab.evaluate(() => window.askfirst.track('denied-span'))
        await onlyTheRecord(tab)
        expect(await tab.evaluate(() => window.askfirst.inspect())).toMatchObject({
          held: 0,
          sent: 0,
          streams: 0,
          queued: { events: 0, bytes: 0, chunks: 0 },
        })
      }
      wire.pass = true
      await new Promise((resolve) => setTimeout(resolve, SILENCE / 2))
      for (const tab of [one, two]) {
        await tab.bringToFront()
        await tab.evaluate(() => window.askfirst.flush())
        await tab.evaluate(() => window.dispatchEvent(new Event('online')))
      }
      await one.goto(`${shop.url}/one`)
      await allowed(one, false)
      await one.evaluate(() => window.askfirst.track('denied-span'))
      await new Promise((resolve) => setTimeout(resolve, said.at + SILENCE - Date.now()))
      await silent()
      for (const tab of [one, two]) await onlyTheRecord(tab)
      expect(shop.requests.filter(({ method }) => method !== 'GET')).toEqual([])

      await one.evaluate(() => void window.askfirst.optIn())
      for (const tab of [one, two]) {
        await allowed(tab, true)
        await tab.evaluate(async () => {
          window.askfirst.track('allowed-again')
          await window.askfirst.flush()
        })
      }
      const stored = await shop.stored(2)
      expect(stored.map(({ name }) => name)).toEqual(['allowed-again', 'allowed-again'])
      await one.evaluate(() => window.askfirst.optOut())
      await onlyTheRecord(two)
      await browser.close()
      expect(findInProfile(browser.profileDir, ['denied-span'])).toEqual([])
    },
  )
})

/** Two pages under one yes, each with a way of its own to the collector. */
async function openBoth(browser: Browser, shop: Shop, wire: Wire): Promise<[one: Tab, two: Tab]> {
  for (const name of ['one', 'two'])
    shop.serve(`/${name}`, {
      tag: 'data-banner data-page-views="false"',
      endpoint: `${wire.url}/${name}`,
    })
  const one = await browser.newTab(`${shop.url}/one`)
  await one.waitFor(() => 'inspect' in window.askfirst)
  await one.evaluate(() => void window.askfirst.optIn())
  await allowed(one, true)
  const two = await browser.newTab(`${shop.url}/two`)
  await allowed(two, true)
  return [one, two]
}

/** `EVENTS` in the first page, some of them on a request that hangs, and one in back-off in the second: returns the request. */
async function fillQueue(one: Tab, two: Tab, wire: Wire): Promise<WireRequest> {
  // In front, so that it sends as a page does that is being looked at: one request at a time.
  await one.bringToFront()
  await one.waitFor(() => document.visibilityState === 'visible')
  await one.evaluate(async (events: number) => {
    for (let n = 0; n < events; n++) {
      window.askfirst.track('denied-later', { n })
      if (n % 50 === 49) await new Promise((resolve) => setTimeout(resolve))
    }
  }, EVENTS - 1)
  const flight = await poll('a request on its way', () => wire.seen.find((request) => request.hung), 20_000)
  await one.waitFor((events: number) => window.askfirst.inspect().queued.events === events, [EVENTS - 1])
  // The second tab is told to come back within the silence that is measured.
  await two.evaluate(async () => {
    window.askfirst.track('denied-later')
    await window.askfirst.flush()
  })
  await two.waitFor(() => window.askfirst.inspect().destinations[0]?.state === 'backing-off')
  // A tab counts what it has seen: by its next event the first one has seen the second's.
  await one.evaluate(() => window.askfirst.track('denied-later', { n: -1 }))
  await one.waitFor((events: number) => window.askfirst.inspect().queued.events === events, [EVENTS + 1])
  return flight
}

function allowed(tab: Tab, wanted: boolean): Promise<boolean> {
  return tab.waitFor(
    (state: boolean) =>
      'inspect' in window.askfirst &&
      !Object.values(window.askfirst.consent.snapshot().purposes).includes('loading') &&
      window.askfirst.consent.allows('measurement') === state,
    [wanted],
    { timeout: 20_000 },
  )
}

/** Waits until nothing but the decision record is stored. */
async function onlyTheRecord(tab: Tab): Promise<void> {
  await tab.waitFor(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name)
    const stored = [databases, Object.keys(localStorage), Object.keys(sessionStorage)]
    return JSON.stringify(stored) === '[["askfirst-consent"],["askfirst-consent"],[]]'
  })
}

interface WireRequest {
  /** ms since the epoch at which it started */
  at: number
  events: number
  /** it was let hang, all of it having arrived */
  hung: boolean
  /** the page has ended the connection without an answer */
  cut: boolean
}

interface Wire {
  url: string
  /** whether the collector is asked; until then `/one` hangs and `/two` is answered 503, come back in 10 s */
  pass: boolean
  seen: WireRequest[]
  stop(): Promise<void>
}

/** The way to the collector, which sees what the recording site doesn't: that the page has hung up. */
async function startWire(collector: string): Promise<Wire> {
  const wire: Omit<Wire, 'url' | 'stop'> = { pass: false, seen: [] }
  const server = createServer(async (incoming, response) => {
    const request: WireRequest = { at: Date.now(), events: 0, hung: false, cut: false }
    wire.seen.push(request)
    response.on('close', () => {
      request.cut = !response.writableEnded
    })
    const parts: Buffer[] = []
    for await (const part of incoming) parts.push(part as Buffer)
    const raw = Buffer.concat(parts)
    const body = (raw[0] === 0x1f ? gunzipSync(raw) : raw).toString('utf8')
    request.events = body.split('\n').filter((line) => line.startsWith('{"name"')).length
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-expose-headers', 'retry-after')
    if (wire.pass) {
      const reply = await fetch(`${collector}/v1/events`, { method: 'POST', body })
      response.writeHead(reply.status).end(await reply.text())
    } else if (incoming.url === '/two') response.writeHead(503, { 'retry-after': '10' }).end()
    else request.hung = true
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(wire, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async (): Promise<void> => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}
