import { gunzipSync } from 'node:zlib'
import { type Answer, type Call, serve } from './serveA.ts'

export interface RudderShaped {
  type?: string
  event?: string
  messageId?: string
  anonymousId?: string
  userId?: string
  originalTimestamp?: string
  sentAt?: string
  request_ip?: string
  context?: Record<string, unknown>
  properties?: Record<string, unknown>
}

export interface FakeRudderstack {
  dataPlaneUrl: string
  /** by `messageId`, with the address that it was stored under and its time after the clock's correction */
  stored: Map<string, RudderShaped & { address: string; corrected: number }>
  /** whether the source is switched off */
  disabled: boolean
  /** users whose events are answered 200 and dropped */
  suppressed: Set<string>
  /** events that the rate limit still lets through */
  room: number
  next: Answer[]
}

const WINDOW = 3_600_000
const MAX_BYTES = 4_000 * 1024

/**
 * RudderStack's gateway as its source describes it: the key by Basic authorization at `/v1/batch` or in the query at
 * `/beacon/v1/batch`; one event that is none, or has no visitor, refuses the whole batch; over the rate limit the
 * whole batch is gone with 429; suppressed users get a 200; gzip is known by its header alone; a `messageId` is
 * filled in where it is missing, and known for an hour.
 *
 * @param now its clock, in ms
 */
export async function fakeRudderstack(writeKey: string, now: () => number): Promise<FakeRudderstack> {
  const fake: FakeRudderstack = {
    dataPlaneUrl: '',
    stored: new Map(),
    disabled: false,
    suppressed: new Set(),
    room: Infinity,
    next: [],
  }
  const seen = new Map<string, number>()

  function take(event: RudderShaped): void {
    const messageId = event.messageId?.trim() || `filled-${seen.size}`
    if (now() - (seen.get(messageId) ?? -Infinity) < WINDOW) return
    seen.set(messageId, now())
    const corrected = now() - (Date.parse(String(event.sentAt)) - Date.parse(String(event.originalTimestamp)))
    fake.stored.set(messageId, { ...event, address: event.request_ip ?? '127.0.0.1', corrected })
  }

  function gateway(bytes: Buffer): Answer {
    let batch: unknown
    try {
      batch = (JSON.parse(bytes.toString()) as { batch?: unknown }).batch
    } catch {
      return { status: 400, body: 'Invalid JSON' }
    }
    const events = Array.isArray(batch) ? (batch as (RudderShaped | null)[]) : []
    for (const event of events) {
      if (typeof event !== 'object' || !event)
        return { status: 400, body: 'Event is not a valid rudder event' }
      if (!event.anonymousId && !event.userId)
        return { status: 400, body: 'Request neither has anonymousId nor userId' }
    }
    if (!events.length) return { status: 400, body: 'Empty batch payload' }
    if (events.length > fake.room) return { status: 429, body: 'Max Requests Limit reached' }
    if (bytes.length > MAX_BYTES) return { status: 413, body: 'Request size exceeds max limit' }
    for (const event of events) if (event && !fake.suppressed.has(event.userId ?? '')) take(event)
    return { status: 200, body: 'OK' }
  }

  fake.dataPlaneUrl = await serve(({ url, headers, body }: Call) => {
    const given = fake.next.shift()
    if (given) return given
    const beacon = url.pathname === '/beacon/v1/batch'
    if (!beacon && url.pathname !== '/v1/batch') return { status: 404 }
    const basic = Buffer.from(headers.authorization?.slice(6) ?? '', 'base64').toString()
    const key = beacon ? url.searchParams.get('writeKey') : basic.split(':')[0]
    if (!key)
      return { status: 401, body: `Failed to read writeKey from ${beacon ? 'Query Params' : 'header'}` }
    if (key !== writeKey) return { status: 401, body: 'Invalid Write Key' }
    if (fake.disabled) return { status: 404, body: 'Source is disabled' }
    return gateway(headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body)
  })
  return fake
}
