import type { Outcome } from '@askfirst/formats'
import type { Env } from './environment.ts'

const BACKOFF_BASE_MS = 1_000
const BACKOFF_CAP_MS = 300_000

/** When a destination may be asked again. */
export interface BackOff {
  /** ms until the next request may start */
  rest(): number
  /** Why nothing will start any more, if so. */
  stopped(): string | undefined
  /** Whether the collector has asked for a pause that is not over, or for no more. */
  paused(): boolean
  /** Ends a pause that nobody has asked for. */
  waive(): void
  learn(outcome: Outcome, settled: boolean): void
}

/** Exponential back-off with full jitter, and never before what the collector asked for. */
export function createBackOff(env: Env): BackOff {
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
      asked = 'after' in outcome ? outcome.after : undefined
      const backoff = env.random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** (failures - 1))
      notBefore = env.uptime() + Math.max(asked ?? 0, backoff)
    },
  }
}
