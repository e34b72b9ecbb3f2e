import { checkedEndpoint } from './checkedEndpoint.ts'
import { checkedHeaders } from './checkedHeaders.ts'
import { eventId, visitorId } from './eventId.ts'
import type { Format, Outcome, WireResponse } from './format.ts'
import { misconfigured } from './misconfigured.ts'
import { readEvents } from './readEvents.ts'
import { readStatus } from './readStatus.ts'

export interface CloudEventsOptions {
  /** The receiver's address, or a path of this site; it has to have agreed to take batches. */
  endpoint: string
  /** Where events happen, a URI reference; with the id it tells a repetition; default: the site's key as a path. */
  source?: string
  /** What an event's type begins with, as a rule a domain of one's own reversed; default: `'com.askfirst.'`. */
  typePrefix?: string
  /** Headers that the receiver demands; whoever opens the page can read them, so only a key that may be public. */
  headers?: Record<string, string>
  /**
   * Whether the receiver was made to take a batch as `text/plain` too: then nothing asks beforehand, and the page's
   * end sends as well, unless there are `headers`; default: false.
   */
  plain?: boolean
}

/**
 * A batch of CloudEvents 1.0 (JSON event format, section 4). An event's properties are its `data`, the page load is its
 * `subject` (no visitor), its purpose is the extension `purpose`. A receiver may tell a repetition by source and id.
 *
 * The batch type needs a preflight, so that the page's end sends nothing and the next page does, but for `plain`. 410
 * and 415 end the destination (HTTP 1.1 web hooks for event delivery, 2.2).
 *
 * @throws Error with code `format` where an option is wrong
 */
export function cloudEvents(options: CloudEventsOptions): Format {
  const { endpoint, source, typePrefix = 'com.askfirst.', headers, plain } = options
  const url = checkedEndpoint('cloudEvents', endpoint)
  const more = checkedHeaders('cloudEvents', headers)
  // The characters that a URI reference may be made of (RFC 3986, section 2).
  if (source !== undefined && !/^[\w.~:/?#[\]@!$&'()*+,;=%-]+$/.test(source))
    throw misconfigured('cloudEvents', 'give source as a URI, as https://shop.example')
  if (!/^[a-z][\w.-]*$/i.test(typePrefix))
    throw misconfigured('cloudEvents', 'give typePrefix as a reversed domain and a dot, as com.example.')
  const type = plain ? 'text/plain' : 'application/cloudevents-batch+json'
  const atEnd = plain && !Object.keys(more).length
  return {
    name: 'cloudEvents',
    limits: { events: 100, bytes: 200_000 },
    dedupe: 'id',
    encode: (batch, { pageEnd }) => {
      const events = pageEnd && !atEnd ? [] : readEvents(batch)
      if (!events.length) return
      const body = events.map(({ stream, seq, purpose, name, at, props }) => ({
        specversion: '1.0',
        id: eventId(stream, seq),
        source: source ?? `/${encodeURIComponent(batch.site)}`,
        type: typePrefix + name,
        time: new Date(at).toISOString(),
        subject: visitorId(stream),
        purpose,
        data: props,
      }))
      return {
        url,
        method: 'POST',
        headers: { ...more, 'content-type': `${type}; charset=utf-8` },
        body: JSON.stringify(body),
        // Gzip would need a Content-Encoding header that no specification makes receivers take.
        gzip: false,
      }
    },
    read,
  }
}

function read(response: WireResponse, now: number): Outcome {
  const { status } = response
  if (status >= 200 && status < 300) return { kind: 'accepted' }
  if (status === 415) return { kind: 'stop', reason: 'collector answered 415' }
  return readStatus(response, now)
}
