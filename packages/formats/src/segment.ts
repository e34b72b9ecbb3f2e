import { endpointOf } from './endpointOf.ts'
import type { Format } from './format.ts'
import { misconfigured } from './misconfigured.ts'
import { readEvents } from './readEvents.ts'
import { readSegment } from './readSegment.ts'
import { type SegmentEvent, segmentEvent } from './segmentEvent.ts'

export interface SegmentOptions {
  /** The source's write key, which is public: never a token of Segment's own API (`sgp_…`). */
  writeKey: string
  /**
   * Where the events go: a URL, or a path of the site's own that leads there; default:
   * `'https://api.segment.io/v1/b'`. A workspace in the EU has another, and what goes to
   * the wrong one is answered 200 and lost.
   */
  url?: string
}

/** Body of a Segment batch. */
export interface SegmentBody {
  writeKey: string
  /** device time: Segment corrects the events' times by it */
  sentAt: string
  /** `timestamp` is the device's time (ISO 8601) */
  batch: (SegmentEvent & { timestamp: string })[]
}

/**
 * Segment's HTTP tracking API, batches as `text/plain` with the key in the body, so that no preflight is needed.
 * `page` becomes a page call; the purpose is the consent category of the same name (`context.consent`); each stream
 * is an anonymous visitor of its own; the address is suppressed by `context.ip`. Repetitions are known by
 * `messageId`, nearly always, for about a day. Segment answers 200 for nearly everything, so what it drops later is
 * not seen here. An event over 32,000 bytes leaves its largest properties behind rather than be refused.
 */
export function segment(options: SegmentOptions): Format {
  const { writeKey, url: given = 'https://api.segment.io/v1/b' } = options ?? {}
  if (typeof writeKey !== 'string' || !writeKey)
    throw misconfigured('segment', "writeKey must be the source's key")
  if (/^sgp_/.test(writeKey))
    throw misconfigured('segment', "writeKey is a secret token of Segment's API: take the source's write key")
  const url = endpointOf('segment', 'url', given)
  return {
    name: 'segment',
    limits: { events: 500, bytes: 450_000 },
    dedupe: 'id',
    encode: (batch) => {
      const events = readEvents(batch).map((event) =>
        segmentEvent(
          event,
          { consent: { categoryPreferences: { [event.purpose]: true } } },
          { timestamp: new Date(event.at).toISOString() },
        ),
      )
      if (!events.length) return undefined
      const body: SegmentBody = { writeKey, sentAt: new Date(batch.sentAt).toISOString(), batch: events }
      const headers = { 'content-type': 'text/plain' }
      return { url, method: 'POST', headers, body: JSON.stringify(body), gzip: false }
    },
    read: (response, now) => {
      const outcome = readSegment(response, now, [501, 505, 511], [410, 460])
      const reset = response.status === 429 && response.header?.('x-ratelimit-reset')
      return reset && outcome.kind === 'retry' && outcome.after === undefined && Number(reset) >= 0
        ? { kind: 'retry', after: Math.min(Number(reset), 300) * 1_000 }
        : outcome
    },
  }
}
