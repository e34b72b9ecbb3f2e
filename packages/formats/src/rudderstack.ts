import { endpointOf } from './endpointOf.ts'
import type { Format } from './format.ts'
import { misconfigured } from './misconfigured.ts'
import { readEvents } from './readEvents.ts'
import { readSegment } from './readSegment.ts'
import { NO_IP, type SegmentEvent, segmentEvent } from './segmentEvent.ts'

export interface RudderstackOptions {
  /** The source's write key, which is public. */
  writeKey: string
  /** Where the data plane is: a URL, or a path of the site's own that leads there, without `/v1/batch`. */
  dataPlaneUrl: string
}

/** Body of a RudderStack batch. */
export interface RudderstackBody {
  /** device time */
  sentAt: string
  batch: RudderstackEvent[]
}

export interface RudderstackEvent extends SegmentEvent {
  channel: 'web'
  /** device time (ISO 8601) at which it happened */
  originalTimestamp: string
  /** device time: the data plane corrects `originalTimestamp` by the one that stands on the event */
  sentAt: string
  /** the address that is stored in the place of the connection's */
  request_ip: string
  integrations: { All: true }
}

/**
 * RudderStack's data plane by its beacon address, which takes `text/plain` and the key in the query, so that no
 * preflight is needed. `page` becomes a page call; the purpose is an allowed consent id of the custom provider
 * (`context.consentManagement`); each stream is an anonymous visitor of its own; the address is suppressed by
 * `request_ip` and `context.ip`. Repetitions are known by `messageId` for an hour (`Dedup.dedupWindow`) where the
 * data plane is set to: one after a longer silence is counted twice. An event over 32,000 bytes leaves its largest
 * properties behind, as RudderStack's own clients refuse it.
 */
export function rudderstack(options: RudderstackOptions): Format {
  const { writeKey, dataPlaneUrl } = options ?? {}
  if (typeof writeKey !== 'string' || !writeKey)
    throw misconfigured('rudderstack', "writeKey must be the source's key")
  const base = endpointOf('rudderstack', 'dataPlaneUrl', dataPlaneUrl, '/beacon/v1/batch')
  const url = `${base}?writeKey=${encodeURIComponent(writeKey)}`
  return {
    name: 'rudderstack',
    limits: { events: 100, bytes: 450_000 },
    dedupe: 'id',
    encode: (batch) => {
      const sentAt = new Date(batch.sentAt).toISOString()
      const events = readEvents(batch).map((event) =>
        segmentEvent(
          event,
          {
            consentManagement: {
              provider: 'custom',
              resolutionStrategy: 'and',
              allowedConsentIds: [event.purpose],
              deniedConsentIds: [],
            },
          },
          {
            channel: 'web' as const,
            originalTimestamp: new Date(event.at).toISOString(),
            sentAt,
            request_ip: NO_IP,
            integrations: { All: true as const },
          },
        ),
      )
      if (!events.length) return undefined
      const body: RudderstackBody = { sentAt, batch: events }
      const headers = { 'content-type': 'text/plain' }
      return { url, method: 'POST', headers, body: JSON.stringify(body), gzip: false }
    },
    read: (response, now) => readSegment(response, now),
  }
}
