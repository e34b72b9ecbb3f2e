import type { Stop } from '@askfirst/consent'
import { countEvents, type Flight, type Route } from './route.ts'
import { send, toWire } from './sender.ts'
import { settle } from './settle.ts'
import type { Chunk, QueueLimits } from './store/chunkStore.ts'

const LOCK = 'askfirst-flush'
/** A request that takes longer is given up; its lease outlasts it, so that no other tab sends the same. */
const REQUEST_MS = 20_000
const LEASE_MS = 25_000
const BACKOFF_BASE_MS = 1_000
const BACKOFF_CAP_MS = 300_000

/** What `inspect()` tells of a destination. */
export interface DestinationState {
  name: string
  state: 'ready' | 'backing-off' | 'stopped'
  reason?: string
}

export interface Delivery {
  /** New chunks wait. */
  notify(chunks: readonly Chunk[]): void
  /** Sends what may be sent now; never rejects. */
  flush(): Promise<void>
  /** Sends in `ms`, or as soon as possible. */
  later(ms?: number): void
  /** No timer runs and no further batch begins until `later` or `notify`. */
  pause(): void
  /** Whether the collector has asked for a pause that is not over, or for no more. */
  paused(): boolean
  state(): DestinationState
}

/** Sends the queue's chunks, batch by batch, until each is settled. */
export function createDelivery(route: Route, limits: QueueLimits): Delivery {
  const { env, consent, queue, format } = route
  let waiting: Chunk[] = []
  let timer: Stop | undefined
  let running: Promise<void> | undefined
  let stopped: string | undefined
  let failures = 0
  let notBefore = 0
  /** the pause was the collector's wish */
  let asked = false
  /** most chunks in one request: halved where a batch is refused whole, until the culprit stands alone */
  let most = 1_000

  const rest = (): number => Math.max(0, notBefore - env.uptime())
  const mayAny = (): boolean => !stopped && consent.purposes.some(consent.allows)

  const pause = (): void => {
    timer?.()
    timer = undefined
  }

  const later = (ms = 0): void => {
    pause()
    if (!mayAny()) return
    timer = env.timer(
      () => {
        timer = undefined
        void run()
      },
      Math.max(ms, rest()),
    )
  }

  const lease = (): Promise<Chunk[]> => {
    const now = env.now()
    return queue.use((store) => store.lease({ ...format.limits, chunks: most }, now, now + LEASE_MS))
  }

  /** One batch, under the lock that keeps tabs from cutting the queue into crumbs; held for the lease alone. */
  const take = async (): Promise<Chunk[]> => {
    try {
      const leased = await env.locks!.request(LOCK, { ifAvailable: true }, async (lock) => lock && lease())
      if (!leased) later(limits.age)
      return leased ?? []
    } catch {
      // No locks, or none in this frame: a batch that two tabs send is deduplicated.
      return lease()
    }
  }

  /** Takes one batch to its outcome; true where another may follow at once. */
  const sendOne = async (): Promise<boolean> => {
    const leased = await take()
    // A no that was not carried out to the end (a crash, another tab's lease) still ends what is older.
    const chunks = leased.filter(({ purpose, decision }) => decision > consent.lastNo(purpose))
    const ended = leased.filter((chunk) => !chunks.includes(chunk))
    if (ended.length) {
      await queue.change({ remove: ended.map(({ id }) => id) })
      route.lose('denied', countEvents(ended))
    }
    if (!chunks.length) return ended.length > 0
    const purposes = [...new Set(chunks.map(({ purpose }) => purpose))]
    for (const purpose of purposes) await consent.confirm(purpose)
    const flight: Flight = { chunks, last: false, controller: new AbortController() }
    const timeout = env.timer(() => flight.controller.abort(), REQUEST_MS)
    // The gate is asked again right before the wire, with nothing awaited in between.
    const outcome = await send(route, flight, toWire(chunks), () => purposes.every(consent.allows))
    timeout()
    if (await settle(route, chunks, outcome)) {
      const refused = outcome.kind === 'split' || outcome.kind === 'drop'
      most = refused ? Math.ceil(Math.min(most, chunks.length) / 2) : most * 2
      failures = 0
      return true
    }
    if (outcome.kind === 'stop') {
      stopped = outcome.reason
      env.warn(`delivery stopped: ${stopped}`)
    } else fail(outcome.kind === 'retry' ? outcome.after : undefined)
    return false
  }

  /** Exponential back-off with full jitter, and never before what the collector asked for. */
  const fail = (after?: number): void => {
    const backoff = env.random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** failures++)
    asked = after !== undefined
    notBefore = env.uptime() + Math.max(after ?? 0, backoff)
    later()
  }

  const drain = async (): Promise<void> => {
    pause()
    waiting = []
    try {
      while (mayAny()) {
        if (rest()) return later()
        if (await sendOne()) continue
        await queue.change({})
        // What came meanwhile waits its time; what another tab has on the wire is looked at again.
        if (!timer && queue.totals().chunks) later(waiting.length ? limits.age : LEASE_MS)
        return
      }
    } catch {
      // The store failed under us; chunks stay where they are, and the next flush tries again.
      later(limits.age)
    }
  }

  const run = (): Promise<void> => {
    running ??= drain().finally(() => {
      running = undefined
      if (waiting.length && !timer) later(limits.age)
    })
    return running
  }

  return {
    notify: (chunks) => {
      waiting.push(...chunks)
      const bytes = waiting.reduce((sum, chunk) => sum + chunk.bytes, 0)
      if (countEvents(waiting) >= limits.events || bytes >= limits.bytes) void run()
      else if (!timer && !running) later(limits.age)
    },
    flush: async () => {
      if (!asked) notBefore = 0
      await running
      await run()
    },
    later,
    pause,
    paused: () => !!stopped || (asked && rest() > 0),
    state: () => ({
      name: format.name,
      state: stopped ? 'stopped' : rest() ? 'backing-off' : 'ready',
      ...(stopped && { reason: stopped }),
    }),
  }
}
