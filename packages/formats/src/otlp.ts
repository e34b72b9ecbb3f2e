import { checkedEndpoint } from './checkedEndpoint.ts'
import { checkedHeaders } from './checkedHeaders.ts'
import { eventId, visitorId } from './eventId.ts'
import type { Format, Json, Outcome, Props, WireResponse } from './format.ts'
import { misconfigured } from './misconfigured.ts'
import { type BatchEvent, readEvents } from './readEvents.ts'
import { readStatus } from './readStatus.ts'
import { retryAfter } from './retryAfter.ts'

export interface OtlpOptions {
  /** The collector's whole address, as a rule `https://host/v1/logs`, or a path of this site. It has to allow CORS. */
  endpoint: string
  /** What the resource is called, `service.name`; default: the site's key. */
  service?: string
  /** Headers that the collector demands; whoever opens the page can read them, so only a key that may be public. */
  headers?: Record<string, string>
  /** What becomes of a batch whose answer was lost, as OTLP knows no repetition; default: `'drop'`. */
  onUnknown?: 'drop' | 'resend'
}

/** A value of OTLP: 64-bit integers are text; null is a value without a member (common.proto, AnyValue). */
type AnyValue =
  | { stringValue: string }
  | { boolValue: boolean }
  | { intValue: string }
  | { doubleValue: number }
  | { arrayValue: { values: AnyValue[] } }
  | { kvlistValue: { values: KeyValue[] } }
  | Record<string, never>

interface KeyValue {
  key: string
  value: AnyValue
}

/**
 * OTLP/HTTP logs as JSON (OpenTelemetry protocol 1.x): each event is a log record with `eventName`, its properties are
 * the body, and `event.id`, `session.id` (the page load's, no visitor's) and `askfirst.purpose` are attributes.
 *
 * Only 429, 502, 503 and 504 may be retried; whatever else is refused is lost, but that a wrong key or address
 * ends the destination and 413 is cut. A partial success is never sent again. The JSON type needs a preflight, so that
 * the page's end sends nothing and the next page does. Lone surrogates, that no protobuf string can hold, become U+FFFD.
 *
 * @throws Error with code `format` where an option is wrong
 */
export function otlp({ endpoint, service, headers, onUnknown }: OtlpOptions): Format {
  const url = checkedEndpoint('otlp', endpoint, '/v1/logs')
  const more = checkedHeaders('otlp', headers)
  if (service !== undefined && (typeof service !== 'string' || !service))
    throw misconfigured('otlp', 'give service as a text, or leave it out')
  return {
    name: 'otlp',
    limits: { events: 500, bytes: 256_000 },
    dedupe: 'none',
    onUnknown,
    encode: (batch, { pageEnd }) => {
      const logRecords = pageEnd ? [] : readEvents(batch).map(logRecord)
      if (!logRecords.length) return
      const resource = { attributes: pairs({ 'service.name': service ?? batch.site }) }
      const scopeLogs = [{ scope: { name: 'askfirst' }, logRecords }]
      return {
        url,
        method: 'POST',
        headers: { ...more, 'content-type': 'application/json' },
        body: JSON.stringify({ resourceLogs: [{ resource, scopeLogs }] }),
        // It takes gzip, but only under a Content-Encoding header.
        gzip: false,
      }
    },
    read,
  }
}

function logRecord({ stream, seq, purpose, name, at, props }: BatchEvent): Record<string, unknown> {
  const timeUnixNano = nanoseconds(at)
  return {
    timeUnixNano,
    observedTimeUnixNano: timeUnixNano,
    // INFO
    severityNumber: 9,
    eventName: unicode(name),
    body: anyValue(props),
    attributes: pairs({
      'event.id': eventId(stream, seq),
      'session.id': visitorId(stream),
      'askfirst.purpose': purpose,
    }),
  }
}

/** As text, as a double holds no nanoseconds of this century. */
function nanoseconds(at: number): string {
  return `${BigInt(Math.round(at * 1_000))}000`
}

function pairs(props: Props): KeyValue[] {
  return Object.entries(props).map(([key, value]) => ({ key: unicode(key), value: anyValue(value) }))
}

function anyValue(value: Json): AnyValue {
  if (value === null) return {}
  if (typeof value === 'string') return { stringValue: unicode(value) }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? { intValue: `${value}` } : { doubleValue: value }
  return Array.isArray(value)
    ? { arrayValue: { values: value.map(anyValue) } }
    : { kvlistValue: { values: pairs(value) } }
}

function unicode(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd')
}

function read(response: WireResponse, now: number): Outcome {
  const { status, body, retryAfter: header } = response
  const after = retryAfter(header, now)
  if (status >= 200 && status < 300) {
    const drops = rejected(body)
    // No collector's word: whoever gave it, nothing says whether the batch was stored.
    if (drops === undefined) return { kind: 'unknown', after }
    return drops ? { kind: 'acceptedWithDrops', drops } : { kind: 'accepted' }
  }
  const known = readStatus(response, now)
  const final = status >= 400 && ![429, 502, 503, 504].includes(status)
  return final && known.kind === 'retry' ? { kind: 'drop', reason: 'refused' } : known
}

/** How many records were rejected (an int64, so text or number), or undefined for what is no answer of OTLP. */
function rejected(body: string): number | undefined {
  if (!body) return 0
  try {
    const reply = JSON.parse(body) as {
      partialSuccess?: { rejectedLogRecords?: string | number } | null
    } | null
    if (!reply || typeof reply !== 'object' || Array.isArray(reply)) return
    return Number(reply.partialSuccess?.rejectedLogRecords) || 0
  } catch {
    return
  }
}
