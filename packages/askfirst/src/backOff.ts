import type { Database } from '@askfirst/consent'
import type { Outcome } from '@askfirst/formats'
import type { Env } from './environment.ts'

const BACKOFF_BASE_MS = 1_000
/** A collector that is gone costs a few requests an hour, all tabs together. */
const BACKOFF_CAP_MS = 1_800_000

/** What the device keeps of a destination's failures, for all tabs and for the next page. */
interface Pause {
  /** in a row */
  failures: number
  /** device time in ms before which nothing is to be sent */
  until: number
  /** ms that were left then: what seems longer was written under another clock */
  wait: number
  /** the collector itself has named that time */
  asked: boolean
}

/** When a destination may be asked again. */
export interface BackOff {
  /** ms until the next request may start */
  rest(): number
  /** Why nothing will start any more, if so. */
  stopped(): string | undefined
  /** Whether the collector has asked for a pause that is not over, or for no more. */
  paused(): boolean
  /** Ends a pause that nobody has asked for, until the next answer. */
  waive(): void
  /** Before a request: reads what other tabs and earlier pages have learned; resolves with how many failures stand. */
  recall(): Promise<number>
  /** This tab is to try: the others wait `ms` for what it learns. */
  reserve(ms: number): Promise<unknown>
  learn(outcome: Outcome, settled: boolean): Promise<void>
}

/**
 * Exponential back-off with full jitter, and never before what the collector asked for. It is one for all tabs, and
 * outlives the page.
 *
 * @param run the queue's table; the row is `b` and the destination's name
 */
export function createBackOff(env: Env, run: Database['run'], name: string): BackOff {
  // The stroke, which no escaped name holds, keeps it from being another's beginning.
  const key = `b${encodeURIComponent(name)}/`
  let failures = 0
  let notBefore = 0
  let asked = false
  let waived = false
  let stopped: string | undefined
  const rest = (): number => (waived && !asked ? 0 : Math.max(0, notBefore - env.uptime()))
  // A device that can't hold it loses the other tabs' share of the knowledge, not this one's.
  const keep = (pause: Pause | undefined): Promise<unknown> =>
    run('readwrite', (rows) => (pause ? rows.put(key, pause) : rows.delete(key))).catch(() => undefined)
  return {
    rest,
    stopped: () => stopped,
    paused: () => !!stopped || (asked && rest() > 0),
    waive: () => {
      waived = true
    },
    recall: async () => {
      const [pause] = (await run('readonly', ({ all }) => all(key))) as Pause[]
      const left = pause ? pause.until - env.now() : 0
      if (pause && left > 0 && left <= pause.wait) {
        notBefore = Math.max(notBefore, env.uptime() + left)
        asked ||= pause.asked
      }
      failures = Math.max(failures, pause?.failures ?? 0)
      return failures
    },
    reserve: (ms) => keep({ failures, until: env.now() + ms, wait: ms, asked: false }),
    learn: async (outcome, settled) => {
      const known = failures
      failures = settled ? 0 : failures + 1
      waived = asked = false
      if (settled) {
        notBefore = 0
        if (known) await keep(undefined)
        return
      }
      if (outcome.kind === 'stop') {
        stopped = outcome.reason
        env.warn(`delivery stopped: ${stopped}`)
      }
      const after = 'after' in outcome ? outcome.after : undefined
      // What stops this page keeps the next from trying at once.
      asked = after !== undefined || !!stopped
      const longest = stopped
        ? BACKOFF_CAP_MS
        : env.random() * BACKOFF_BASE_MS * 2 ** Math.min(failures - 1, 20)
      const wait = Math.max(after ?? 0, Math.min(BACKOFF_CAP_MS, longest))
      notBefore = env.uptime() + wait
      await keep({ failures, until: env.now() + wait, wait, asked })
    },
  }
}
