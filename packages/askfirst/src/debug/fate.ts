import type { Inspection } from '../client.ts'

/**
 * What has become of an event:
 * - `held`: waits in memory for a choice
 * - `captured`: waits on the device for delivery
 * - `sending`: on the wire
 * - `acknowledged`: the collector has it
 * - `retry`: was on the wire, and waits again
 * - `dropped`: ended, for the reason that `inspect()` counts it under
 */
export interface Fate {
  state: 'held' | 'captured' | 'sending' | 'acknowledged' | 'retry' | 'dropped'
  reason?: string
}

/** What a call has come to by the time that it returns, told by what `inspect()` counts before and after it. */
export function fate(before: Inspection, after: Inspection): Fate {
  for (const [reason, count] of Object.entries(after.dropped))
    if (count > ((before.dropped as Record<string, number>)[reason] ?? 0)) return { state: 'dropped', reason }
  return { state: after.held > before.held ? 'held' : 'captured' }
}
