import { checkEndpoint, checkOption } from './checkOption.ts'
import { cutText } from './cutText.ts'
import { visitorId } from './eventId.ts'
import type { Format, Json, Outcome, WireResponse } from './format.ts'
import { type BatchEvent, readEvents } from './readEvents.ts'
import { readStatus } from './readStatus.ts'

export interface MatomoOptions {
  /** Matomo's tracking address: a URL or a path of the page's origin as `/matomo.php`. */
  endpoint: string
  /** The site's number in Matomo. */
  site: number
  /** Matomo's custom dimensions by the property that fills them, as `{ plan: 1 }`; default: none */
  dimensions?: Readonly<Record<string, number>>
  /** What becomes of a batch of which nobody knows whether it was stored; default: `'drop'` */
  onUnknown?: 'drop' | 'resend'
}

/** A minute within the 24 hours beyond which Matomo wants a token that must not be in a page, in seconds. */
const OLDEST = 86_340
/** Longest name that Matomo keeps. */
const TEXT = 4_096

/**
 * The format of Matomo's bulk tracking, as a form (no preflight). Times go as seconds of age (`cdo`), so that the
 * device's clock is none of Matomo's; Matomo ignores what is older than 24 hours, so that an event which waited for
 * longer is counted as 23 hours and 59 minutes old: at a wrong time, but not lost. A custom event is one of category
 * purpose, its action the event's name, its name the properties as JSON, its value `value`; a vital's name is metric
 * and rating. Each page load is a visitor of its own (`_id`), without cookies (`cookie=0`), under consent (`consent=1`).
 * Matomo knows no repetition; it takes the connection's address, which only its own settings can mask. A visit that it
 * excludes (a bot, an address) it counts as tracked, and its answer does not say so.
 */
export function matomo(options: MatomoOptions): Format {
  const { endpoint, site, dimensions = {}, onUnknown } = options
  checkEndpoint('matomo', endpoint, '/matomo.php')
  checkOption(
    !/token_auth/i.test(JSON.stringify(options)),
    'matomo: token_auth is a secret, take it out of the page',
  )
  const whole = [site, ...Object.values(dimensions)].every((n) => Number.isInteger(n) && n > 0)
  checkOption(whole, 'matomo: site and dimensions must be their numbers in Matomo')
  return {
    name: 'matomo',
    limits: { events: 50, bytes: 128_000 },
    dedupe: 'none',
    onUnknown,
    encode: (batch) => {
      const requests = readEvents(batch).map((event) => hit(event, batch.sentAt, site, dimensions))
      if (!requests.length) return undefined
      const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }
      return { url: endpoint, method: 'POST', headers, body: JSON.stringify({ requests }), gzip: false }
    },
    read,
  }
}

/** One event as the query string of a single tracking request. */
function hit(
  { stream, purpose, name, at, props }: BatchEvent,
  sentAt: number,
  site: number,
  dimensions: NonNullable<MatomoOptions['dimensions']>,
): string {
  const query: Record<string, Json | undefined> = {
    idsite: site,
    rec: 1,
    apiv: 1,
    consent: 1,
    cookie: 0,
    _id: visitorId(stream).replace(/-/g, '').slice(0, 16),
    cdo: Math.min(Math.max(Math.round((sentAt - at) / 1000), 0), OLDEST),
    url: props['url'],
  }
  if (name === 'page') Object.assign(query, { action_name: props['title'], urlref: props['referrer'] })
  else {
    const { url, value, metric, rating, ...rest } = props
    const number = typeof value === 'number' ? value : undefined
    const more =
      name === 'vital' ? rest : { ...rest, metric, rating, value: number === undefined ? value : undefined }
    const json = JSON.stringify(more)
    Object.assign(query, { e_c: purpose, e_a: name, e_v: number })
    query['e_n'] = name === 'vital' ? `${metric} ${rating}` : json === '{}' ? undefined : json
  }
  for (const [prop, id] of Object.entries(dimensions)) query[`dimension${id}`] = props[prop]
  const pairs = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  return `?${pairs.map(([key, value]) => `${key}=${encodeURIComponent(textOf(value!))}`).join('&')}`
}

/** `encodeURIComponent` throws on half a pair: `cutText` leaves none. */
function textOf(value: Json): string {
  return cutText(typeof value === 'object' ? JSON.stringify(value) : String(value), TEXT)
}

/** On an error Matomo rolls the whole batch back, so that it can be sent again; what it calls invalid is lost. */
function read(response: WireResponse, now: number): Outcome {
  const { status, body } = response
  // Stored, but a proxy or a setting has taken the counts.
  if (status === 204) return { kind: 'accepted' }
  if (status !== 200) return readStatus(response, now, [408, 502, 504])
  try {
    const reply = JSON.parse(body) as { status: string; tracked: number; invalid: number }
    if (reply.status === 'success' && reply.invalid > 0)
      return { kind: 'acceptedWithDrops', drops: reply.invalid }
    if (reply.status === 'success' && reply.tracked > 0) return { kind: 'accepted' }
    // An error, or nothing tracked and nothing invalid (its database was locked, tracking is switched off).
    if (reply.status) return { kind: 'retry' }
  } catch {
    // Not the bulk tracking's word.
  }
  return { kind: 'unknown' }
}
