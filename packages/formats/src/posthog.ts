import { addressParts } from './addressParts.ts'
import { endpointOf } from './endpointOf.ts'
import { eventId, visitorId } from './eventId.ts'
import type { Format, Json, Outcome, Props, WireResponse } from './format.ts'
import { misconfigured } from './misconfigured.ts'
import { type BatchEvent, readEvents } from './readEvents.ts'
import { readStatus } from './readStatus.ts'

export interface PosthogOptions {
  /** The project's token (`phc_…`), which is public: never a personal key (`phx_…`). */
  apiKey: string
  /** `https://us.i.posthog.com`, `https://eu.i.posthog.com`, or where a site's own PostHog or proxy is, also a path. */
  host: string
}

/** Body of a PostHog batch. */
export interface PosthogBody {
  api_key: string
  /** device time: PostHog corrects the events' times by it */
  sent_at: string
  batch: PosthogEvent[]
}

export interface PosthogEvent {
  uuid: string
  event: string
  distinct_id: string
  /** device time (ISO 8601) */
  timestamp: string
  properties: Props
}

/** How long PostHog's own clients leave a product alone that is over its quota, in ms. */
const QUOTA_PAUSE = 60_000

/**
 * PostHog's capture API (`/batch/`), JSON as `text/plain` with the token in the body, so that no preflight is needed;
 * gzip is known by its first bytes. `page` becomes `$pageview`, `vital` becomes `$web_vitals`. Each stream is a
 * visitor of its own without a person profile, address and place are suppressed, and there is no `$session_id`, so
 * that sessions in PostHog are what they are for events without one. It has no place for a purpose. A property named
 * `token` stays behind, as PostHog would take it for the project's.
 * Repetitions are known by `uuid`, but only once PostHog has merged what it stored. A batch with one bad event is
 * refused whole. Over its quota PostHog answers 200 and drops: the batch is kept and tried again.
 */
export function posthog(options: PosthogOptions): Format {
  const { apiKey, host } = options ?? {}
  if (typeof apiKey !== 'string' || !apiKey)
    throw misconfigured('posthog', "apiKey must be the project's token")
  if (/^ph[xs]_/.test(apiKey))
    throw misconfigured('posthog', 'apiKey is a secret key: take the token of the project, phc_…')
  const url = endpointOf('posthog', 'host', host, '/batch/')
  return {
    name: 'posthog',
    limits: { events: 500, bytes: 1_000_000 },
    dedupe: 'id',
    encode: (batch) => {
      const events = readEvents(batch).map(posthogEvent)
      if (!events.length) return undefined
      const sentAt = new Date(batch.sentAt).toISOString()
      const body: PosthogBody = { api_key: apiKey, sent_at: sentAt, batch: events }
      const headers = { 'content-type': 'text/plain' }
      return { url, method: 'POST', headers, body: JSON.stringify(body), gzip: true }
    },
    read,
  }
}

function posthogEvent({ stream, seq, name, at, props: { token, ...props } }: BatchEvent): PosthogEvent {
  return {
    uuid: eventId(stream, seq),
    event: name === 'page' ? '$pageview' : name === 'vital' ? '$web_vitals' : name,
    distinct_id: visitorId(stream),
    timestamp: new Date(at).toISOString(),
    properties: {
      ...(name === 'page' ? viewOf(props) : name === 'vital' ? vitalOf(props) : props),
      $process_person_profile: false,
      $geoip_disable: true,
      // Its presence alone keeps PostHog from writing the connection's there.
      $ip: null,
    },
  }
}

function viewOf({ url, referrer, ...props }: Props): Props {
  const { host, path } = addressParts(url)
  return {
    ...props,
    ...(url !== undefined && { $current_url: url, $host: host, $pathname: path }),
    ...(referrer !== undefined && { $referrer: referrer }),
  }
}

function vitalOf({ value = null, ...props }: Props): { [name: string]: Json } {
  return { ...props, [`$web_vitals_${props['metric']}_value`]: value }
}

function read(response: WireResponse, now: number): Outcome {
  const { status, body } = response
  if (status === 204) return { kind: 'accepted' }
  if (status === 200) {
    try {
      const reply = JSON.parse(body) as { status?: unknown; quota_limited?: string[] }
      const limited = reply.quota_limited ?? []
      if (limited.includes('events')) return { kind: 'retry', after: QUOTA_PAUSE }
      // At least one event of each product is gone; PostHog does not say how many.
      if (limited.length) return { kind: 'acceptedWithDrops', drops: limited.length }
      if (reply.status === 1 || reply.status === 'Ok') return { kind: 'accepted' }
    } catch {
      // Not PostHog's word (captive portal, proxy page): nothing was stored.
    }
  }
  return readStatus(response, now)
}
