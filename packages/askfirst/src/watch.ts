import type { Stop } from '@askfirst/consent'
import type { Env } from './environment.ts'

/** What has not answered after so many ms will not. */
const HANG_MS = 10_000

/**
 * Watches work that may hang: browsers are known to leave a database without an answer and without an error, and a file
 * may never come.
 */
export interface Watch {
  /** The work's result; rejects where that takes too long. */
  within<Result>(work: Promise<Result>): Promise<Result>
  /** Ends all timers: what is under way is waited for without end. */
  end(): void
}

export function createWatch({ timer }: Pick<Env, 'timer'>): Watch {
  const watches = new Set<Stop>()
  return {
    within: (work) =>
      new Promise((done, fail) => {
        const stop = timer(() => fail(new Error('no answer')), HANG_MS)
        const end = (): void => {
          watches.delete(stop)
          stop()
        }
        watches.add(stop)
        work.then(done, fail)
        work.then(end, end)
      }),
    end: () => {
      for (const stop of watches) stop()
    },
  }
}
