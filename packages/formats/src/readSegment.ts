import type { Outcome, WireResponse } from './format.ts'
import { readStatus } from './readStatus.ts'
import { retryAfter } from './retryAfter.ts'

/**
 * What Segment and those who follow it mean by an answer. They answer 2xx with a word of their own, and for what they
 * drop too; a page of HTML is some proxy's. A status 4xx that names no way out is given up, as by their own clients.
 *
 * @param gone statuses that are given up besides
 * @param later statuses that are tried again although they would end the destination
 */
export function readSegment(
  response: WireResponse,
  now: number,
  gone: readonly number[] = [],
  later: readonly number[] = [],
): Outcome {
  const { status, body, retryAfter: header } = response
  if (later.includes(status)) return { kind: 'retry', after: retryAfter(header, now) }
  if (status >= 200 && status < 300)
    return /^\s*</.test(body) ? { kind: 'retry', after: retryAfter(header, now) } : { kind: 'accepted' }
  const known = [401, 403, 404, 408, 410, 413, 429]
  if (gone.includes(status) || (status >= 400 && status < 500 && !known.includes(status)))
    return { kind: 'drop', reason: 'refused' }
  return readStatus(response, now)
}
