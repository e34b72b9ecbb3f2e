import { type Answer, type Call, serve, unpacked } from './serveA.ts'

/** An event as it came, of whatever client. */
export interface SegmentShaped {
  type?: string
  event?: string
  messageId?: string
  anonymousId?: string
  userId?: string
  timestamp?: string
  context?: { ip?: string; consent?: unknown }
  properties?: Record<string, unknown>
}

export interface FakeSegment {
  /** where the tracking API is, without `/v1/…` */
  origin: string
  /** by `messageId`, with the address that it was stored under and its time after the clock's correction */
  stored: Map<string, SegmentShaped & { address: string; corrected: number }>
  /** how many events it answered 200 for and dropped */
  dropped: number
  next: Answer[]
}

/**
 * Segment's tracking API as its documents and clients describe it: the key by Basic authorization or in the body;
 * 400 for what is no JSON, over 500 kB, or holds an event over 32 kB; 200 for all else, what it then drops included
 * (a wrong key, an event without a type, a name or a visitor); `messageId` repeated within 24 hours is stored once;
 * the address is the connection's unless the event says one.
 *
 * @param now its clock, in ms
 */
export async function fakeSegment(writeKey: string, now: () => number): Promise<FakeSegment> {
  const fake: FakeSegment = { origin: '', stored: new Map(), dropped: 0, next: [] }
  const seen = new Map<string, number>()

  function take(event: SegmentShaped, sentAt: number): void {
    const { type, messageId, anonymousId, userId, timestamp, context } = event
    const named = type === 'track' ? event.event : type === 'page'
    if (!named || !messageId || !(anonymousId || userId)) {
      fake.dropped++
      return
    }
    if (now() - (seen.get(messageId) ?? -Infinity) < 86_400_000) return
    seen.set(messageId, now())
    const corrected = now() - (sentAt - Date.parse(String(timestamp)))
    fake.stored.set(messageId, { ...event, address: context?.ip ?? '127.0.0.1', corrected })
  }

  fake.origin = await serve((call: Call) => {
    const given = fake.next.shift()
    if (given) return given
    if (!/^\/v1\/(b|batch)$/.test(call.url.pathname)) return { status: 404 }
    const text = unpacked(call)
    if (Buffer.byteLength(text) > 500_000) return { status: 400, body: 'too large' }
    try {
      const body = JSON.parse(text) as { writeKey?: string; sentAt: string; batch: SegmentShaped[] }
      if (body.batch.some((event) => Buffer.byteLength(JSON.stringify(event)) > 32 * 1024))
        return { status: 400, body: 'event too large' }
      const basic = Buffer.from(call.headers.authorization?.slice(6) ?? '', 'base64').toString()
      if (basic === `${writeKey}:` || body.writeKey === writeKey)
        for (const event of body.batch) take(event, Date.parse(body.sentAt))
      else fake.dropped += body.batch.length
      return { status: 200, body: '{"success":true}', headers: { 'content-type': 'application/json' } }
    } catch {
      return { status: 400, body: 'malformed JSON' }
    }
  })
  return fake
}
