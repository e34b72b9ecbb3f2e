import type { Stop } from '@askfirst/consent'
import type { Outcome } from '@askfirst/formats'
import type { Chunk, QueueLimits } from './chunk.ts'
import type { Env } from './environment.ts'
import type { Route } from './route.ts'
import { send } from './sender.ts'
import { settle } from './settle.ts'

const LOCK = 'askfirst-flush'
/** Outlasts a request, so that no other tab sends the same. */
const LEASE_MS = 25_000
const BACKOFF_BASE_MS = 1_000
const BACKOFF_CAP_MS = 300_000

/** What `inspect()` tells of a destination. */
export interface DestinationState {
  name: string
  state: 'ready' | 'backing-off' | 'stopped'
  reason?: string
}

/** Sends the queue's chunks, batch by batch, until each is settled. */
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

export function createDelivery(route: Route, limits: QueueLimits): Delivery {
  const { env, consent, queue, format } = route
  const { rest, learn, waive, paused, stopped } = createBackOff(env)
  /** what has come since the last batch began */
  let events = 0
  let bytes = 0
  let timer: Stop | undefined
  let running: Promise<void> | undefined
  /** most chunks in one request: one where a batch was refused whole, until the culprit stands alone */
  let most = 1_000

  const mayAny = (): boolean => !stopped() && consent.purposes.some(consent.allows)

  const pause = (): void => {
    timer?.()
    timer = undefined
  }

  const later = (ms = 0): void => {
    pause()
    if (!mayAny()) return
    const begin = (): void => {
      timer = undefined
      void run()
    }
    timer = env.timer(begin, Math.max(ms, rest()))
  }

  const run = (): Promise<void> => {
    running ??= drain().finally(() => {
      running = undefined
      if (bytes && !timer) later(limits.age)
    })
    return running
  }

  const drain = async (): Promise<void> => {
    pause()
    events = bytes = 0
    try {
      while (mayAny()) {
        if (rest()) return later()
        const leased = await take(route, most)
        // Another tab is at it.
        if (!leased) return later(limits.age)
        if (!leased.length) break
        const outcome = await exchange(route, leased)
        const settled = await settle(route, leased, outcome)
        most = settled === 'refused' ? 1 : most * 2
        learn(outcome, !!settled)
      }
      if (!mayAny()) return
      await queue.change([])
      // What came meanwhile waits its time; what another tab has on the wire is looked at again.
      if (!timer && queue.totals().chunks) later(bytes ? limits.age : LEASE_MS)
    } catch {
      // The store failed under us; chunks stay where they are, and the next flush tries again.
      later(limits.age)
    }
  }

  return {
    notify: (chunks) => {
      for (const chunk of chunks) {
        events += chunk.count
        bytes += chunk.bytes
      }
      if (events >= limits.events || bytes >= limits.bytes) void run()
      else if (!timer && !running) later(limits.age)
    },
    flush: async () => {
      waive()
      await running
      await run()
    },
    later,
    pause,
    paused,
    state: () => {
      const { name } = format
      const reason = stopped()
      return reason ? { name, state: 'stopped', reason } : { name, state: rest() ? 'backing-off' : 'ready' }
    },
  }
}

interface BackOff extends Pick<Delivery, 'paused'> {
  /** ms until the next request may start */
  rest(): number
  /** Why nothing will start any more, if so. */
  stopped(): string | undefined
  /** Ends a pause that nobody has asked for. */
  waive(): void
  learn(outcome: Outcome, settled: boolean): void
}

/** Exponential back-off with full jitter, and never before what the collector asked for. */
function createBackOff(env: Env): BackOff {
  let failures = 0
  let notBefore = 0
  let asked: number | undefined
  let stopped: string | undefined
  const rest = (): number => Math.max(0, notBefore - env.uptime())
  return {
    rest,
    stopped: () => stopped,
    paused: () => !!stopped || (asked !== undefined && rest() > 0),
    waive: () => {
      if (asked === undefined) notBefore = 0
    },
    learn: (outcome, settled) => {
      failures = settled ? 0 : failures + 1
      if (settled) return
      if (outcome.kind === 'stop') {
        stopped = outcome.reason
        env.warn(`delivery stopped: ${stopped}`)
      }
      asked = outcome.kind === 'retry' ? outcome.after : undefined
      const backoff = env.random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** (failures - 1))
      notBefore = env.uptime() + Math.max(asked ?? 0, backoff)
    },
  }
}

/** One batch, under the lock that keeps tabs from cutting the queue into crumbs, held for the lease alone. */
async function take({ env, queue, format }: Route, most: number): Promise<Chunk[] | null> {
  const lease = (): Promise<Chunk[]> => queue.lease({ ...format.limits, chunks: most }, env.now() + LEASE_MS)
  try {
    return await env.locks!.request(LOCK, { ifAvailable: true }, async (lock) => lock && lease())
  } catch {
    // No locks, or none in this frame: a batch that two tabs send is deduplicated.
    return lease()
  }
}

/** Takes chunks to the wire and back. */
async function exchange(route: Route, chunks: readonly Chunk[]): Promise<Outcome> {
  for (const purpose of new Set(chunks.map((chunk) => chunk.purpose))) await route.consent.confirm(purpose)
  return send(route, chunks, false)
}
