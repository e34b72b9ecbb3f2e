import { isOff, type PurgeReport, type PurposeState } from '@askfirst/consent'
import type { Capture } from './capture.ts'
import { countEvents } from './chunk.ts'
import { hear } from './hear.ts'
import { leave } from './leave.ts'
import type { Parts } from './parts.ts'
import type { Spares } from './purgeRows.ts'

/** Follows the consent record. */
export interface Follower {
  /** What is denied ends now, what is granted begins, what waited is sent on its way. */
  follow(): void
  /** Resolves when what was withdrawn is gone, with what that has done. */
  purged(): Promise<PurgeReport>
}

export function createFollower(parts: Parts, { release }: Pick<Capture, 'release'>): Follower {
  const { env, consent, settings, chunker, queue, delivery, flights, lose } = parts
  const { lanes } = chunker
  /** the last no of each purpose that was carried out in the store */
  const carriedOut: Record<string, number> = {}
  let purging: Promise<PurgeReport> = Promise.resolve({ removed: 0, inFlight: 0, remaining: [] })
  const stateOf = (purpose: string): PurposeState => consent.snapshot().purposes[purpose]!
  /** Whether nothing of the purpose may be kept now; a yes that is being read may turn out to stand. */
  const ended = (purpose: string): boolean => isOff(stateOf(purpose)) || stateOf(purpose) === 'undecided'

  /** What a no has left that was known before the outbox came, and that a yes has followed meanwhile. */
  const isOver = ({ purpose, decision }: Parameters<Spares>[0]): boolean =>
    decision <= (parts.ended[purpose] ?? -1)

  /** Ends everything of the purposes: in this task as far as it is this tab's, and in the store right after. */
  const withdraw = (purposes: readonly string[]): void => {
    delivery.pause()
    let inFlight = 0
    for (const { chunks, controller } of flights)
      if (chunks.some(({ purpose }) => purposes.includes(purpose))) {
        controller.abort()
        inFlight += countEvents(chunks)
      }
    const unwritten = chunker.end(purposes) + queue.drop(purposes)
    // Where a yes has followed already, another tab may have stored under it: only what is older ends here.
    const denied = purposes.filter(ended)
    const before = parts.heard
    // Another page asks something newer, and what was captured under the answer to that is not this page's to end.
    const spares: Spares = ({ purpose, decision }) => decision > before && stateOf(purpose) === 'stale'
    const all = (): boolean => !parts.erasing && !consent.someGranted()
    const known = all() ? queue.totals().events : 0
    const sweep = (): Promise<number> =>
      queue.purge(denied.filter(ended), parts.erasing ? 'ckt' : 'cekst', all(), spares)
    const report = (events: number, ...remaining: string[]): PurgeReport => {
      const removed = unwritten + events
      lose('denied', removed)
      delivery.later()
      return { removed, inFlight, remaining }
    }
    if (!denied.length) report(0)
    else
      purging = (parts.erasing ? sweep() : leave(parts, sweep)).then(
        // Another tab that hears of the no may delete everything first.
        (events) => report(Math.max(events, known)),
        (error) => report(0, `the queue: ${error}`),
      )
  }

  const follow = (): void => {
    if (env.page().prerendering) return
    const off = consent.purposes.filter((purpose) => {
      const no = consent.lastNo(purpose)
      const lane = lanes.get(purpose)
      const news = isOff(stateOf(purpose)) && carriedOut[purpose] !== no
      const ends = lane ? lane.decision <= no || ended(purpose) : news
      if (ends && ended(purpose)) carriedOut[purpose] = no
      return ends
    })
    if (off.length) withdraw(off)
    hear(parts)
    const on = consent.purposes.filter((purpose) => !lanes.has(purpose) && consent.allows(purpose))
    on.forEach(chunker.open)
    release()
    // What waits may have missed its time while the record was being read.
    delivery.notify([])
    if (!on.length) return
    const before = env.now() - settings.retentionDays * 86_400_000
    void purging
      .then(() => queue.forget((row) => row.at < before || (!parts.erasing && isOver(row))))
      .catch(() => undefined)
      .then(() => delivery.later())
  }

  return { follow, purged: () => purging }
}
