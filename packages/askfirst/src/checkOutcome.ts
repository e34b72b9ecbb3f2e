import type { LossReason, Outcome } from '@askfirst/formats'
import { textOf } from './textOf.ts'

/** A day: no collector means more, and a timer takes no more than 2^31 - 1 ms (HTML standard, timers). */
const LONGEST_MS = 86_400_000
/** What a format may say of an event that it does not take. */
const REASONS: readonly string[] = ['invalid', 'too_old', 'too_large', 'refused'] satisfies LossReason[]

/**
 * What a format has read, as far as it can be believed: a site's own format, and what a collector answers, may say
 * anything. What is no outcome is unknown, a pause is one of a day at most, no more events were refused than were sent.
 *
 * @param events how many were sent
 */
export function checkOutcome(outcome: Outcome, events: number): Outcome {
  switch (outcome?.kind) {
    case 'accepted':
    case 'split':
      return { kind: outcome.kind }
    case 'acceptedWithDrops':
      return { kind: 'acceptedWithDrops', drops: within(Math.round(outcome.drops), events) ?? events }
    case 'retry':
    case 'unknown':
      return { kind: outcome.kind, after: within(outcome.after, LONGEST_MS) }
    case 'drop':
      return { kind: 'drop', reason: REASONS.includes(outcome.reason) ? outcome.reason : 'refused' }
    case 'stop':
      return { kind: 'stop', reason: textOf(outcome.reason ?? '') || 'the format says so' }
    default:
      return { kind: 'unknown' }
  }
}

function within(value: unknown, most: number): number | undefined {
  return typeof value === 'number' && !Number.isNaN(value) ? Math.min(Math.max(value, 0), most) : undefined
}
