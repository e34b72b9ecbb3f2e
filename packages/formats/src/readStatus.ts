import type { Outcome, WireResponse } from './format.ts'
import { retryAfter } from './retryAfter.ts'

/**
 * What most collectors mean by a status that is not 2xx: too large is cut, a bad request is given up, a wrong key or
 * address ends the destination, what gives a time or a hope is tried again. A format names what its collector means
 * otherwise.
 *
 * @param unsure statuses that a proxy may give after the collector has stored the batch; default: none
 */
export function readStatus(
  { status, retryAfter: header }: WireResponse,
  now: number,
  unsure: readonly number[] = [],
): Outcome {
  if (unsure.includes(status)) return { kind: 'unknown', after: retryAfter(header, now) }
  if (status === 413) return { kind: 'split' }
  if (status === 400 || status === 422) return { kind: 'drop', reason: 'refused' }
  if ([401, 403, 404, 410].includes(status)) return { kind: 'stop', reason: `collector answered ${status}` }
  return { kind: 'retry', after: retryAfter(header, now) }
}
