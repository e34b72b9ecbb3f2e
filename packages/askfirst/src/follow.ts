import type { PurgeReport } from './client.ts'
import type { Core } from './core.ts'
import { HOLD_EVENTS } from './hold.ts'

/** Follows the consent record. */
export interface Follower {
  /** What is denied ends now, what is granted begins, what waited is sent on its way. */
  follow(): void
  /** Resolves when what was withdrawn is gone, with what that has done. */
  purged(): Promise<PurgeReport>
}

export function createFollower(core: Core): Follower {
  const { env, consent, settings, hold, chunker, queue, delivery, flights, active, lose } = core
  /** purposes whose end has been carried out */
  const ended = new Set<string>()
  let purging: Promise<PurgeReport> = Promise.resolve({ removed: 0, inFlight: 0, remaining: [] })

  /** Ends everything of the purposes: in this task as far as it is this tab's, and in the store right after. */
  const withdraw = (purposes: readonly string[]): void => {
    delivery.pause()
    const inFlight = flights.abort(purposes)
    chunker.end(purposes)
    for (const purpose of purposes) {
      active.delete(purpose)
      ended.add(purpose)
      lose('denied', hold.take(purpose).length)
    }
    const purged = queue.purge(purposes, !active.size)
    purging = purged.then(
      (removed) => {
        lose('denied', removed)
        return { removed, inFlight, remaining: [] }
      },
      (error: unknown) => ({ removed: 0, inFlight, remaining: [`the queue: ${error}`] }),
    )
    void purging.then(() => delivery.later())
  }

  const release = (purpose: string, allowed: boolean): void => {
    for (const event of hold.take(purpose)) {
      if (allowed && event.until > env.uptime()) chunker.add(event)
      else lose('undecided', 1)
    }
  }

  return {
    follow: () => {
      if (env.page().prerendering) return
      const { purposes } = consent.snapshot()
      const off: string[] = []
      let begun = false
      for (const purpose of consent.purposes) {
        const state = purposes[purpose]
        const allowed = consent.allows(purpose)
        if (allowed && !active.has(purpose)) {
          ended.delete(purpose)
          active.add(purpose)
          chunker.open(purpose)
          begun = true
        }
        if (state === 'undecided' ? active.has(purpose) : state === 'denied' && !ended.has(purpose))
          off.push(purpose)
        else if (state === 'undecided' && settings.hold && purpose !== 'identity')
          lose('undecided', hold.trim(HOLD_EVENTS))
        else if (state === 'undecided' || allowed) release(purpose, allowed)
      }
      if (off.length) withdraw(off)
      if (begun) void purging.then(() => delivery.later())
    },
    purged: () => purging,
  }
}
