import { endpointOf } from './endpointOf.ts'
import { eventId } from './eventId.ts'
import type { Format, Props } from './format.ts'
import { misconfigured } from './misconfigured.ts'
import { type BatchEvent, readEvents } from './readEvents.ts'
import { readStatus } from './readStatus.ts'

export interface WebhookOptions {
  /** Where the events go: a URL, or a path that begins with one `/`. */
  url: string
  /**
   * The body's type; default: `'text/plain'`, which a browser sends to another origin without asking first.
   * With `'application/json'` nothing can be sent at the page's end: it waits for the next page.
   */
  contentType?: 'text/plain' | 'application/json'
  /** Further headers, for all to read who read the page: no secrets. They too keep the page's end silent. */
  headers?: Readonly<Record<string, string>>
}

/** Body of a webhook request. */
export interface WebhookBody {
  /** public key of the site */
  site: string
  /** device time (ISO 8601) at which the request was built: subtract it from yours for the device's clock error */
  sentAt: string
  events: WebhookEvent[]
}

export interface WebhookEvent {
  /** a UUID, the same on every retry: whoever stores it twice can tell */
  id: string
  stream: string
  seq: number
  /** what the visitor has agreed to, and the only thing that the event may be used for */
  purpose: string
  name: string
  /** device time (ISO 8601) */
  time: string
  props: Props
}

const TEXT = 'text/plain'
/** A header's name (RFC 9110, 5.6.2). */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/

/** Plain JSON for an endpoint of the site's own, which takes whatever it answers with 2xx and dedupes by `id`. */
export function webhook(options: WebhookOptions): Format {
  const { contentType = TEXT, headers = {} } = options ?? {}
  const url = endpointOf('webhook', 'url', options?.url)
  if (contentType !== TEXT && contentType !== 'application/json')
    throw misconfigured('webhook', "contentType must be 'text/plain' or 'application/json'")
  for (const [name, value] of Object.entries(headers))
    if (!TOKEN.test(name) || typeof value !== 'string' || /^content-type$/i.test(name))
      throw misconfigured(
        'webhook',
        `headers can't hold ${name}: names and texts, the type goes to contentType`,
      )
  const simple = contentType === TEXT && !Object.keys(headers).length
  return {
    name: 'webhook',
    limits: { events: 500, bytes: 256_000 },
    dedupe: 'id',
    encode: (batch, { pageEnd }) => {
      const events = readEvents(batch).map(webhookEvent)
      if (!events.length || (pageEnd && !simple)) return undefined
      const body: WebhookBody = { site: batch.site, sentAt: new Date(batch.sentAt).toISOString(), events }
      return {
        url,
        method: 'POST',
        headers: { ...headers, 'content-type': contentType },
        body: JSON.stringify(body),
        gzip: false,
      }
    },
    read: (response, now) =>
      response.status >= 200 && response.status < 300 ? { kind: 'accepted' } : readStatus(response, now),
  }
}

function webhookEvent({ stream, seq, purpose, name, at, props }: BatchEvent): WebhookEvent {
  return { id: eventId(stream, seq), stream, seq, purpose, name, time: new Date(at).toISOString(), props }
}
