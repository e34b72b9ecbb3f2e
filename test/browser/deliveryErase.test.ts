import { beforeEach, describe, expect, it } from 'vitest'
import { engines, type Tab } from '../support/browsers.ts'
import { gapsOf, sayYes, trackMany } from './deliveryPages.ts'
import { type Pages, type Shop, shopForEach } from './pages.ts'
import { tabForAll } from './tabForAll.ts'

const QUIET_MS = 6_000

declare global {
  interface Window {
    /** what `watchTheWorld` has seen the page's scripts start and not end */
    world: {
      listeners(): string[]
      timers(): number[]
      channels(): number
      pushState: unknown
      replaceState: unknown
    }
  }
}

let pages: Pages
let shop: Shop
shopForEach((opened, all) => {
  pages = all
  shop = opened
  shop.inject(watchTheWorld)
  shop.serve('/')
})

describe.each(engines)('erase and shutdown in $name', (engine) => {
  let tab: Tab
  tabForAll(engine, (opened) => {
    tab = opened
  })
  beforeEach(async () => {
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
  })

  it.skipIf(engine.skip)('erase after a no asks for nothing, not even for its own code', async () => {
    await tab.evaluate(() => window.askfirst.optOut())
    const time = Date.now()
    expect(await tab.evaluate(() => window.askfirst.erase())).toEqual({
      removed: 0,
      streams: 0,
      collector: 'nothing-sent',
    })
    expect(shop.since(time)).toEqual([])
  })

  it.skipIf(engine.skip)('erase takes what was sent, for good, and tracking goes on', async () => {
    await trackMany(tab, 'sent', 10)
    await tab.evaluate(() => window.askfirst.flush())
    const before = await shop.stored(11)
    const bodies = shop.requests.filter(({ path }) => path === '/v1/events').map(({ raw }) => raw)
    // What waits on the device goes, too, and is told apart.
    const report = await tab.evaluate(async () => {
      window.askfirst.track('waiting', { n: 0 })
      window.askfirst.track('waiting', { n: 1 })
      await new Promise((resolve) => setTimeout(resolve, 100))
      return window.askfirst.erase()
    })
    expect(report).toEqual({ removed: 2, streams: 1, collector: 'erased' })
    expect(await shop.stored()).toEqual([])

    for (const body of bodies) {
      const late = await fetch(`${pages.collector}/v1/events`, { method: 'POST', body: new Uint8Array(body) })
      expect(late.status).toBe(200)
    }
    expect(await shop.stored()).toEqual([])

    await trackMany(tab, 'afterwards', 3)
    await tab.evaluate(() => window.askfirst.flush())
    const after = await shop.stored(3)
    expect(after.map(({ name }) => name)).toEqual(['afterwards', 'afterwards', 'afterwards'])
    expect(before.some(({ stream }) => stream === after[0]!.stream)).toBe(false)

    // A second erasure names the new stream alone: the secrets of the first are gone.
    expect(await tab.evaluate(() => window.askfirst.erase())).toEqual({
      removed: 0,
      streams: 1,
      collector: 'erased',
    })
    expect(await shop.stored()).toEqual([])
  })

  it.skipIf(engine.skip)('an erasure that fails says so and can be made again', async () => {
    await trackMany(tab, 'sent', 3)
    await tab.evaluate(() => window.askfirst.flush())
    await shop.stored(4)
    shop.script('/v1/erase', { status: 503 })
    const failed = await tab.evaluate(() => window.askfirst.erase())
    expect(failed).toEqual({ removed: 0, streams: 1, collector: 'failed' })
    expect((await shop.stored()).length).toBe(4)
    shop.script('/v1/erase', undefined)
    // Also from a later page: the secrets lie on the device.
    await tab.goto(`${shop.url}/`)
    await tab.waitFor(() => window.askfirst?.consent.allows('measurement'))
    const again = await tab.evaluate(() => window.askfirst.erase())
    expect(again).toMatchObject({ collector: 'erased' })
    expect((await shop.stored()).filter(({ name }) => name === 'sent')).toEqual([])
  })

  it.skipIf(engine.skip)('an erasure whose code can’t be loaded says so and can be made again', async () => {
    await trackMany(tab, 'sent', 2)
    await tab.evaluate(() => window.askfirst.flush())
    await shop.stored(3)
    shop.script('/askfirst-more.js', { status: 503 })
    const failed = await tab.evaluate(() => window.askfirst.erase())
    expect(failed).toEqual({ removed: 0, streams: 0, collector: 'failed' })
    shop.script('/askfirst-more.js', undefined)
    expect(await tab.evaluate(() => window.askfirst.erase())).toMatchObject({ collector: 'erased' })
    expect(await shop.stored()).toEqual([])
  })

  it.skipIf(engine.skip)('shutdown leaves no listener, timer, patch or request behind', async () => {
    expect(await tab.evaluate(() => window.world.listeners().length)).toBeGreaterThan(3)
    await trackMany(tab, 'waiting', 3)
    const left = await tab.evaluate(async () => {
      await window.askfirst.shutdown()
      const { listeners, timers, channels, pushState, replaceState } = window.world
      return {
        listeners: listeners(),
        timers: timers(),
        channels: channels(),
        restored: [history.pushState === pushState, history.replaceState === replaceState],
      }
    })
    expect(left).toEqual({ listeners: [], timers: [], channels: 0, restored: [true, true] })

    // Its last request carries the streams' end marks.
    await gapsOf(pages, shop, (gaps) => gaps.ended === 1)
    const ended = Date.now()
    await tab.evaluate(async () => {
      window.askfirst.track('late')
      history.pushState(null, '', '/elsewhere')
      window.dispatchEvent(new Event('online'))
      document.dispatchEvent(new Event('visibilitychange'))
      window.dispatchEvent(new PageTransitionEvent('pagehide'))
      await window.askfirst.flush()
    })
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
    const late = shop.since(ended).filter(({ method }) => method !== 'GET')
    expect(late.map(({ body }) => body)).toEqual([])
    expect(await tab.evaluate(() => [window.world.timers(), window.world.listeners()])).toEqual([[], []])
    expect((await shop.stored()).some(({ name }) => name === 'late')).toBe(false)
    // What waited when it shut down is the next page's to send, if the end has not sent it already.
    await tab.goto(`${shop.url}/`)
    await shop.stored(5)
  })
})

/** Runs first in the page: counts what its scripts start, but for requests and databases, which end by themselves. */
function watchTheWorld(): void {
  const listeners = new Map<string, { target: object; listener: unknown }>()
  const timers = new Map<unknown, number>()
  const channels = new Set<BroadcastChannel>()
  const watched = (target: unknown): target is object =>
    target === window || target === document || target === (window as { navigation?: unknown }).navigation
  const key = (target: object, type: string, listener: unknown): string | undefined =>
    [...listeners].find(
      ([name, entry]) =>
        name.startsWith(`${type} `) && entry.target === target && entry.listener === listener,
    )?.[0]
  let count = 0
  const { addEventListener, removeEventListener } = EventTarget.prototype
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = this ?? window
    if (watched(target)) listeners.set(`${type} ${count++}`, { target, listener })
    addEventListener.call(target, type, listener, options)
  }
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const target = this ?? window
    const known = key(target, type, listener)
    if (known) listeners.delete(known)
    removeEventListener.call(target, type, listener, options)
  }
  const { setTimeout, clearTimeout, BroadcastChannel } = window
  window.setTimeout = ((call: () => void, ms: number) => {
    const id = setTimeout(() => {
      timers.delete(id)
      call()
    }, ms)
    timers.set(id, ms)
    return id
  }) as typeof window.setTimeout
  window.clearTimeout = (id) => {
    timers.delete(id)
    clearTimeout(id)
  }
  window.BroadcastChannel = class extends BroadcastChannel {
    constructor(name: string) {
      super(name)
      channels.add(this)
    }
    override close(): void {
      channels.delete(this)
      super.close()
    }
  }
  window.world = {
    listeners: () => [...listeners.keys()],
    // WebKit's driver sets timers in the page, too: for its answers, and until it gives a call up.
    timers: () => [...timers.values()].filter((ms) => ms !== 25 && ms !== 600_000),
    channels: () => channels.size,
    pushState: history.pushState,
    replaceState: history.replaceState,
  }
}
