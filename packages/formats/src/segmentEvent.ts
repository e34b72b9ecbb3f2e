import { addressParts } from './addressParts.ts'
import { eventId, visitorId } from './eventId.ts'
import type { Json, Props } from './format.ts'
import type { BatchEvent } from './readEvents.ts'

/** An address that belongs to nobody: who collects would otherwise take that of the connection. */
export const NO_IP = '0.0.0.0'

/** What a whole event is kept within: Segment takes 32 kB, and RudderStack's clients no more than that. */
const EVENT_BYTES = 32_000

/** An event as Segment's specification and those who follow it name its members. */
export interface SegmentEvent {
  type: 'page' | 'track'
  /** of a `track` alone */
  event?: string
  messageId: string
  anonymousId: string
  context: { [member: string]: Json }
  properties: Props
}

/**
 * One event in Segment's words: `page` is a page call, everything else a track call. A property goes, the largest
 * first, while the whole is over 32,000 bytes, as otherwise the collector would refuse it with its batch.
 *
 * @param context what stands beside the library and the suppressed address
 * @param more members of the collector's own, its time among them
 */
export function segmentEvent<More extends object>(
  { stream, seq, name, props }: BatchEvent,
  context: { [member: string]: Json },
  more: More,
): SegmentEvent & More {
  const page = name === 'page'
  const { path, search } = addressParts(props['url'])
  return withinLimit({
    ...(page ? { type: 'page' } : { type: 'track', event: name }),
    messageId: eventId(stream, seq),
    anonymousId: visitorId(stream),
    ...more,
    context: { library: { name: 'askfirst' }, ip: NO_IP, ...context },
    properties: page ? { ...props, path, search } : props,
  })
}

function withinLimit<Event extends SegmentEvent>(event: Event): Event {
  const { properties } = event
  while (bytesOf(event) > EVENT_BYTES) {
    const [largest] = Object.keys(properties).sort((a, b) => bytesOf(properties[b]) - bytesOf(properties[a]))
    if (largest === undefined) break
    delete properties[largest]
  }
  return event
}

function bytesOf(value: unknown): number {
  // JSON.stringify has escaped what encodeURI throws at.
  return encodeURI(JSON.stringify(value)).replace(/%../g, '%').length
}
