import { type Browser, type Engine, launch } from '../support/browsers.ts'
import type { Behaviour } from '../support/site.ts'
import { sayYes } from './deliveryPages.ts'
import type { Shop, StoredEvent } from './pages.ts'

/** The name of the events, which bear `n` from 0. */
export const SURVIVOR = 'survivor'

/** What a kill has left. */
export interface Killed {
  /** the shop's events when the browser was dead, and in the end */
  atKill: StoredEvent[]
  stored: StoredEvent[]
  /** events in the queue right before the kill, as the page knew; only with `queued` */
  queued: number
  /** ms from the last event to the kill, and from the restart to the last arrival */
  waited: number
  took: number
}

/**
 * Tracks `count` events while the collector can't be reached, SIGKILLs the browser, starts it again with its profile
 * and opens the page, in which nothing is done: what lies there has to leave by itself.
 *
 * @param when ms after the last event, or `queued` as soon as the page knows all of them in its queue
 * @returns why the engine can't show it, if it can't
 */
export async function killBrowser(
  engine: Engine,
  shop: Shop,
  count: number,
  unreachable: Behaviour,
  when: number | 'queued',
): Promise<Killed | { reason: string }> {
  shop.serve('/')
  const before = await launch(engine)
  let after: Browser | undefined
  try {
    if (!before.persistent) return { reason: `this ${engine.name} keeps nothing on disk` }
    const tab = await before.newTab(`${shop.url}/`)
    await sayYes(tab, shop)
    shop.script('/v1/', unreachable)
    const last = await tab.evaluate(
      (name, most) => {
        for (let n = 0; n < most; n++) window.askfirst.track(name, { n })
        return Date.now()
      },
      SURVIVOR,
      count,
    )
    let queued = 0
    if (when === 'queued') {
      const all = (most: number): number | false => {
        const { mode, queued } = window.askfirst.inspect()
        return mode === 'indexeddb' && queued.events >= most && queued.events
      }
      queued = Number(await tab.waitFor(all, [count]))
    } else await new Promise((resolve) => setTimeout(resolve, last + when - Date.now()))
    const waited = Date.now() - last
    await before.kill()
    const atKill = await shop.stored()

    shop.script('/v1/', undefined)
    const again = Date.now()
    after = await launch(engine, { profileDir: before.profileDir })
    await after.newTab(`${shop.url}/`)
    const stored = await shop.stored(count + 2, 60_000).catch(() => shop.stored())
    return { atKill, stored, queued, waited, took: Date.now() - again }
  } finally {
    await before.kill()
    await after?.close()
  }
}
