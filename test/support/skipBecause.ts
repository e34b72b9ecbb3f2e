import type { TestContext } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** why the test was skipped */
    reason?: string
  }
}

/** Skips the running test where there is a reason, which `npm test` prints at its end. */
export function skipBecause(context: TestContext, reason: string | undefined): void {
  if (reason === undefined) return
  context.task.meta.reason = reason
  context.skip(reason)
}
