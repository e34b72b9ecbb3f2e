import type { Capture } from './capture.ts'
import type { PurgeReport } from './client.ts'
import type { Core } from './core.ts'
import { countEvents } from './route.ts'

/** Follows the consent record. */
export interface Follower {
  /** What is denied ends now, what is granted begins, what waited is sent on its way. */
  follow(): void
  /** Resolves when what was withdrawn is gone, with what that has done. */
  purged(): Promise<PurgeReport>
}

export function createFollower(core: Core, { release }: Capture): Follower {
  const { env, consent, settings, chunker, queue, delivery, flights, active, lose } = core
  /** the no of each purpose that has been carried out */
  const carriedOut = new Map<string, number>()
  let purging: Promise<PurgeReport> = Promise.resolve({ removed: 0, inFlight: 0, remaining: [] })

  /** Ends everything of the purposes: in this task as far as it is this tab's, and in the store right after. */
  const withdraw = (purposes: readonly string[]): void => {
    delivery.pause()
    let inFlight = 0
    for (const { chunks, controller } of flights)
      if (chunks.some(({ purpose }) => purposes.includes(purpose))) {
        controller.abort()
        inFlight += countEvents(chunks)
      }
    chunker.end(purposes)
    for (const purpose of purposes) active.delete(purpose)
    // Where a yes has followed already, another tab may have stored under it: only what is older ends here.
    const denied = purposes.filter((purpose) =>
      /^(denied|undecided)$/.test(consent.snapshot().purposes[purpose]!),
    )
    const known = queue.totals().events
    const all = !consent.someGranted()
    const unwritten = queue.drop(purposes)
    const report = (removed: number, ...remaining: string[]): PurgeReport => {
      lose('denied', removed)
      delivery.later()
      return { removed, inFlight, remaining }
    }
    if (!denied.length) report(unwritten)
    else
      purging = queue.purge(denied, 'ckls', all).then(
        // Another tab that hears of the no may delete everything first.
        ({ events }) => report(unwritten + (all ? Math.max(events, known) : events)),
        (error) => report(unwritten, `the queue: ${error}`),
      )
  }

  return {
    follow: () => {
      const { purposes } = consent.snapshot()
      if (env.page().prerendering) return
      const off = consent.purposes.filter((purpose) => {
        const no = consent.lastNo(purpose)
        const state = purposes[purpose]
        // Nothing is carried out on a record that has not been read to the end.
        if (state === 'loading' && !active.has(purpose)) return false
        const news = no > (carriedOut.get(purpose) ?? (state === 'denied' ? 0 : no))
        carriedOut.set(purpose, no)
        return news || (active.has(purpose) && (state === 'denied' || state === 'undecided'))
      })
      if (off.length) withdraw(off)
      const on = consent.purposes.filter((purpose) => !active.has(purpose) && consent.allows(purpose))
      for (const purpose of on) {
        active.add(purpose)
        chunker.open(purpose)
      }
      for (const purpose of consent.purposes) {
        const state = purposes[purpose]
        const mayWait = settings.beforeChoice === 'hold' && purpose !== 'identity'
        if (consent.allows(purpose) || state === 'denied' || (state === 'undecided' && !mayWait))
          release(purpose)
      }
      if (!on.length) return
      queue.unlock()
      const before = env.now() - settings.retentionDays * 86_400_000
      void purging
        .then(() => queue.change({ before }))
        .catch(() => undefined)
        .then(() => delivery.later())
    },
    purged: () => purging,
  }
}
