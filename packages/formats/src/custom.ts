import { checkedEndpoint } from './checkedEndpoint.ts'
import type { Batch, Format, FormatLimits, Outcome, WireRequest, WireResponse } from './format.ts'
import { misconfigured } from './misconfigured.ts'
import { type BatchEvent, readEvents } from './readEvents.ts'

/** What an `encode` of one's own may leave out of a request. */
export type CustomRequest = Pick<WireRequest, 'body'> & Partial<WireRequest>

/** A batch and its events one by one. */
export interface CustomBatch extends Batch {
  events: BatchEvent[]
}

export interface CustomOptions {
  /** What the destination is called in `inspect()`: letters, digits, `.`, `_` and `-`. */
  name: string
  /** Where requests go whose `encode` names no `url`: a URL, or a path of this site. */
  endpoint?: string
  /**
   * Builds the request. What it leaves out is a POST to `endpoint` as `text/plain` without gzip; undefined where the
   * batch holds nothing for this collector.
   */
  encode(batch: CustomBatch, options: { pageEnd: boolean }): CustomRequest | undefined
  /** Says what became of a batch by its collector's answer; `now` in ms as `Retry-After` is counted from it. */
  read(response: WireResponse, now: number): Outcome
  /** The most that one request takes: events, and bytes of what is stored of them. */
  limits: FormatLimits
  /** Whether the collector tells a repetition by an id: `eventId(stream, seq)` is the same on every retry. */
  dedupe: 'id' | 'none'
  /** What becomes of a batch whose answer was lost, where `dedupe` is `'none'`; default: `'drop'`. */
  onUnknown?: 'drop' | 'resend'
}

const KINDS = ['accepted', 'acceptedWithDrops', 'retry', 'unknown', 'split', 'drop', 'stop']

/** Content types that a browser sends without asking beforehand (Fetch standard, 2.2.2). */
const SIMPLE = /^(text\/plain|application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i

/**
 * A format of one's own, for a collector that has none here.
 *
 * A `read` that throws, or gives no outcome, counts as `unknown`. What `encode` throws passes on to the SDK, which sends
 * nothing of that batch then. At the page's end a request that would need a preflight is kept back for the next page.
 *
 * @throws Error with code `format` where an option is wrong; `encode` throws it too where no address is given anywhere
 */
export function custom(options: CustomOptions): Format {
  check(options)
  const { name, endpoint, limits, dedupe, onUnknown } = options
  return {
    name,
    limits: { ...limits },
    dedupe,
    onUnknown,
    encode: (batch, { pageEnd }) => {
      const events = readEvents(batch)
      const given = events.length ? options.encode({ ...batch, events }, { pageEnd }) : undefined
      if (!given) return
      const url = given.url ?? endpoint
      if (!url) throw misconfigured(name, 'give endpoint, or a url in what encode returns')
      const headers = { 'content-type': 'text/plain', ...given.headers }
      const request: WireRequest = { gzip: false, ...given, method: 'POST', url, headers: lowered(headers) }
      return pageEnd && !isSimple(request.headers) ? undefined : request
    },
    read: (response, now) => {
      try {
        const outcome = options.read(response, now)
        if (KINDS.includes(outcome.kind)) return outcome
      } catch {
        // Nobody knows whether it is stored.
      }
      return { kind: 'unknown' }
    },
  }
}

function check({ name, endpoint, encode, read, limits, dedupe, onUnknown }: CustomOptions): void {
  if (typeof name !== 'string' || !/^[\w.-]+$/.test(name))
    throw misconfigured('custom', 'give name as letters, digits, ".", "_" and "-"')
  if (endpoint !== undefined) checkedEndpoint(name, endpoint)
  if (typeof encode !== 'function' || typeof read !== 'function')
    throw misconfigured(name, 'give encode(batch, options) and read(response, now)')
  if (![limits?.events, limits?.bytes].every((most) => Number.isSafeInteger(most) && most > 0))
    throw misconfigured(name, 'give limits as { events, bytes }, whole numbers from 1')
  if (dedupe !== 'id' && dedupe !== 'none')
    throw misconfigured(name, "give dedupe as 'id' if the collector tells repetitions, else as 'none'")
  if (![undefined, 'drop', 'resend'].includes(onUnknown))
    throw misconfigured(name, "give onUnknown as 'drop' or 'resend'")
}

/** One spelling a header, so that a given content type replaces the default. */
function lowered(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]))
}

function isSimple(headers: Record<string, string>): boolean {
  return Object.keys(headers).length === 1 && SIMPLE.test(headers['content-type']!)
}
