import type { Stop } from '@askfirst/consent'
import type { Outcome } from '@askfirst/formats'
import { toBatch } from './batch.ts'
import type { Route } from './route.ts'
import { send, toOutcome } from './sender.ts'
import { settle } from './settle.ts'
import type { Chunk, Leased, QueueLimits } from './store/chunkStore.ts'

const LOCK = 'askfirst-flush'
/** A request that takes longer is given up; its lease outlasts it, so that no other tab sends the same. */
const REQUEST_MS = 20_000
const LEASE_MS = 25_000

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
  /** Sends as soon as possible, or after `ms`. */
  later(ms?: number): void
  /** No timer runs and no further batch begins until `later` or `notify`. */
  pause(): void
  state(): DestinationState
}

/** Sends the queue's chunks, batch by batch, until each is settled. */
export function createDelivery(route: Route, limits: QueueLimits): Delivery {
  const { env, consent, queue, format, pace } = route
  let waiting = { events: 0, bytes: 0 }
  let timer: Stop | undefined
  let running: Promise<void> | undefined
  let stopped: string | undefined
  /** most chunks in one request: halved where a batch is refused whole, until the culprit stands alone */
  let most = 1_000

  const pause = (): void => {
    timer?.()
    timer = undefined
  }

  const later = (ms = 0): void => {
    pause()
    if (!stopped && consent.purposes.some(consent.allows))
      timer = env.timer(() => void run(), Math.max(ms, pace.pause()))
  }

  /** One batch, under the lock that keeps tabs from cutting the queue into crumbs; held for the lease alone. */
  const take = async (): Promise<Leased | null> => {
    const lease = (): Promise<Leased> =>
      queue.use((store) => {
        const now = env.now()
        return store.lease({ ...format.limits, chunks: most }, now, now + LEASE_MS)
      })
    if (!env.locks) return lease()
    return env.locks.request(LOCK, { ifAvailable: true }, async (lock) => (lock ? await lease() : null))
  }

  /** Takes one batch to its outcome; true where another may follow at once. */
  const sendOne = async (): Promise<boolean> => {
    const leased = await take()
    if (!leased) later(limits.age)
    if (!leased?.streams.length) return false
    const next = await settle(route, leased, await carry(route, leased))
    if (next === 'smaller') most = Math.ceil(Math.min(most, leased.chunks.length) / 2)
    else if (next === 'accepted') {
      most *= 2
      pace.succeeded()
    } else if ('stop' in next) {
      stopped = next.stop
      env.warn(`delivery stopped: ${stopped}`)
      return false
    } else {
      later(pace.failed(next.wait))
      return false
    }
    return true
  }

  const drain = async (): Promise<void> => {
    pause()
    waiting = { events: 0, bytes: 0 }
    try {
      while (!stopped && consent.purposes.some(consent.allows)) {
        if (pace.pause()) return later()
        if (!(await sendOne())) break
      }
      // Other tabs deliver this tab's chunks too: what they have settled need not go again at the page's end.
      if (!queue.totals().chunks) queue.own.clearStored()
    } catch {
      // The store failed under us; chunks stay where they are, and the next flush tries again.
      later(limits.age)
    }
  }

  const run = (): Promise<void> => {
    running ??= drain().finally(() => {
      running = undefined
    })
    return running
  }

  return {
    notify: (chunks) => {
      for (const { count, bytes } of chunks)
        waiting = { events: waiting.events + count, bytes: waiting.bytes + bytes }
      if (waiting.events >= limits.events || waiting.bytes >= limits.bytes) void run()
      else if (!timer && !running) later(limits.age)
    },
    flush: async () => {
      pace.hurry()
      await running
      await run()
    },
    later,
    pause,
    state: () => {
      const { name } = format
      if (stopped) return { name, state: 'stopped', reason: stopped }
      return { name, state: pace.pause() ? 'backing-off' : 'ready' }
    },
  }
}

/** Takes one batch to the wire and back. */
async function carry(route: Route, { chunks, streams }: Leased): Promise<Outcome> {
  const { env, consent, format, site, flights } = route
  const purposes = [...new Set(streams.map(({ purpose }) => purpose))]
  const events = chunks.reduce((sum, { count }) => sum + count, 0)
  const flight = flights.begin({ purposes, events, ids: chunks.map(({ id }) => id), last: false })
  const { signal } = flight.controller
  const stop = env.timer(() => flight.controller.abort(), REQUEST_MS)
  try {
    for (const purpose of purposes) await consent.confirm(purpose)
    const request = format.encode(toBatch(site, env.now(), chunks, streams), { pageEnd: false })
    // Asked again right before the wire, by `send`, with nothing awaited in between.
    return toOutcome(
      format,
      await send(env, request, signal, () => purposes.every(consent.allows)),
      env.now(),
    )
  } finally {
    stop()
    flights.end(flight)
  }
}
