import type { Outcome } from '@askfirst/formats'
import { createAlarm } from './alarm.ts'
import { type BackOff, createBackOff } from './backOff.ts'
import { type Chunk, countEvents, type QueueLimits } from './chunk.ts'
import type { Route } from './route.ts'
import { send } from './sender.ts'
import { atMostOnce, settle } from './settle.ts'

const LOCK = 'askfirst-flush '
/** Failures after which a batch is no more than a try. */
const TRIES = 2
/** So many refusals in a row count as failures, more than one bad event among many takes to be found. */
const REFUSALS = 20
/** Outlasts a request, so that no other tab sends the same. */
const LEASE_MS = 25_000
/** Where the visitor saves data, a batch waits so many times longer: one request does for many. */
const SAVING = 10

/** What `inspect()` tells of a destination. */
export interface DestinationState {
  name: string
  state: 'ready' | 'backing-off' | 'stopped'
  reason?: string
}

/** Sends the queue's chunks, batch by batch, until each is settled. */
export interface Delivery extends Pick<BackOff, 'paused' | 'waive'> {
  /** New chunks wait, this destination's among them; without any it looks at the queue all the same. */
  notify(chunks: readonly Chunk[]): void
  /** Sends what may be sent now; never rejects. */
  flush(): Promise<void>
  /** Sends in `ms`, or as soon as possible. */
  later(ms?: number): void
  /** Ends the timer, until `later` or `notify`; a batch under way goes on as far as the gate lets it. */
  pause(): void
  state(): DestinationState
}

export function createDelivery(route: Route, limits: QueueLimits): Delivery {
  const { env, consent, queue, name, takes, owns } = route
  const backOff = createBackOff(env, queue.run, name)
  const { rest, learn, waive, paused, stopped } = backOff
  /** what has come since the last batch began */
  let events = 0
  let bytes = 0
  let running: Promise<void> | undefined
  /** most chunks in one request: one where a batch was refused whole, until the culprit stands alone */
  let most = 1_000
  /** batches refused in a row */
  let refusals = 0
  const wait = (): number => limits.age * (env.saving() ? SAVING : 1)

  const mayAny = (): boolean =>
    !stopped() &&
    env.online() &&
    consent.purposes.some((purpose) => takes(purpose) && consent.allows(purpose))

  const { set, clear, isSet } = createAlarm(env, () => void run())
  const later = (ms = 0): void => {
    if (mayAny()) set(Math.max(ms, rest()))
    else clear()
  }

  const run = (): Promise<void> => {
    running ??= drain().finally(() => {
      running = undefined
      if (bytes && !isSet()) later(wait())
    })
    return running
  }

  const drain = async (): Promise<void> => {
    clear()
    events = bytes = 0
    try {
      while (mayAny()) {
        if (rest()) return later()
        const leased = await take(route, backOff, most)
        // Another tab is at it, or has learned that it is not the time.
        if (!leased) return later(limits.age)
        if (!leased.length) break
        const outcome = await exchange(route, leased)
        const settled = await settle(route, leased, outcome)
        refusals = settled === 'refused' ? refusals + 1 : 0
        most = refusals ? 1 : most * 2
        // A collector that takes nothing is not asked event by event, as fast as it answers.
        await learn(outcome, !!settled && refusals < REFUSALS)
      }
      if (mayAny()) await queue.change([])
      // What came meanwhile waits its time; what another tab has on the wire is looked at again.
      if (!isSet() && queue.totals().chunks) later(bytes ? wait() : LEASE_MS)
    } catch {
      // The store failed under us; chunks stay where they are, and the next flush tries again.
      later(limits.age)
    }
  }

  return {
    notify: (chunks) => {
      const mine = chunks.filter(({ stream }) => owns(stream))
      if (chunks.length && !mine.length) return
      events += countEvents(mine)
      for (const chunk of mine) bytes += chunk.bytes
      if (events >= limits.events || bytes >= limits.bytes) void run()
      else if (!isSet() && !running) later(wait())
    },
    flush: async () => {
      waive()
      await running
      await run()
    },
    later,
    pause: clear,
    paused,
    waive,
    state: () => stateOf(name, rest(), stopped()),
  }
}

function stateOf(name: string, rest: number, reason: string | undefined): DestinationState {
  return reason ? { name, state: 'stopped', reason } : { name, state: rest ? 'backing-off' : 'ready' }
}

/**
 * One batch, under the lock that keeps tabs from cutting the queue into crumbs, held for the lease alone. After
 * several failures one chunk tries the way for all.
 */
async function take(
  { env, queue, format, name, takes, owns }: Route,
  { recall, reserve, rest }: BackOff,
  most: number,
): Promise<Chunk[] | null> {
  const lease = async (): Promise<Chunk[] | null> => {
    const failures = await recall()
    if (rest()) return null
    const chunks = failures > TRIES ? 1 : most
    const leased = await queue.lease(
      { ...format.limits, chunks },
      env.now() + LEASE_MS,
      (row) => owns(row) && takes(row.purpose),
    )
    if (failures && leased.length) await reserve(LEASE_MS)
    return leased
  }
  try {
    return await env.locks!.request(LOCK + name, { ifAvailable: true }, async (lock) => lock && lease())
  } catch {
    // No locks, or none in this frame: a batch that two tabs send is deduplicated.
    return lease()
  }
}

/** Takes chunks to the wire and back. */
async function exchange(route: Route, chunks: readonly Chunk[]): Promise<Outcome> {
  for (const purpose of new Set(chunks.map((chunk) => chunk.purpose))) await route.consent.confirm(purpose)
  // Else a tab that is killed meanwhile would leave it to be sent once more.
  if (atMostOnce(route.format)) await route.queue.change([], chunks)
  return send(route, chunks, false)
}
