import type { Env } from './environment.ts'

const BACKOFF_BASE_MS = 1_000
const BACKOFF_CAP_MS = 300_000

/** When a destination may be tried again. */
export interface Pace {
  /** ms still to wait; 0 when it may be tried */
  pause(): number
  /** Whether it was the collector that asked for the pause. */
  asked(): boolean
  /** Exponential back-off with full jitter, and never before what the collector asked for. Returns the ms to wait. */
  failed(after?: number): number
  succeeded(): void
  /** Ends a pause that the collector did not ask for. */
  hurry(): void
}

export function createPace(env: Env): Pace {
  let failures = 0
  let notBefore = 0
  let asked = false
  const pause = (): number => Math.max(0, notBefore - env.uptime())
  return {
    pause,
    asked: () => asked && pause() > 0,
    failed: (after) => {
      const backoff = env.random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** failures++)
      asked = after !== undefined
      notBefore = env.uptime() + Math.max(after ?? 0, backoff)
      return pause()
    },
    succeeded: () => {
      failures = notBefore = 0
    },
    hurry: () => {
      if (!asked) notBefore = 0
    },
  }
}
