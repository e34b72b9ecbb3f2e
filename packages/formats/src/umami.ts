import { checkEndpoint, checkOption } from './checkOption.ts'
import { cutText } from './cutText.ts'
import { visitorId } from './eventId.ts'
import type { Format, Json, Outcome, Props, WireResponse } from './format.ts'
import { type BatchEvent, readEvents } from './readEvents.ts'
import { readStatus } from './readStatus.ts'

export interface UmamiOptions {
  /** Umami's batch address: a URL or a path of the page's origin, as `/api/batch`. */
  endpoint: string
  /** The website's id in Umami, a UUID. */
  website: string
  /** The site's host name, for events that carry no address; default: none, and Umami writes `localhost`. */
  hostname?: string
  /** How Core Web Vitals go: as Umami's own, or as custom events to a Umami that knows no performance; default: `'performance'` */
  vitals?: 'performance' | 'event'
  /**
   * Whether Umami may tell visits by the connection's address, hashed, and look up the country by it; otherwise each
   * page load is a session of its own, in no country; default: false
   */
  address?: boolean
  /** What becomes of a batch of which nobody knows whether it was stored; default: `'drop'` */
  onUnknown?: 'drop' | 'resend'
}

interface Payload {
  website: string
  hostname?: string | undefined
  timestamp: number
  ip?: string
  id?: string
  url?: string
  referrer?: string
  title?: string
  name?: string
  data?: Json
  [metric: string]: Json | undefined
}

/** Longest text that Umami's columns hold (names: 50), and largest value of a metric that it takes. */
const TEXT = 500
const MOST: Readonly<Record<string, number>> = {
  lcp: 60_000,
  inp: 60_000,
  fcp: 60_000,
  ttfb: 60_000,
  cls: 100,
}

/**
 * The format of Umami's `/api/batch`, as `text/plain` (no preflight: Umami reads any type as JSON). Times are whole
 * seconds. Names are cut to 50 characters and may not begin as a formula does (`= + - @` get a `_` before them), texts
 * of properties and titles are cut to 500, lists go as JSON: Umami would refuse or lose them. Umami knows no repetition.
 * What it takes for a bot it counts as processed and throws away, and its answer to a batch does not say so.
 */
export function umami(options: UmamiOptions): Format {
  const { endpoint, website, hostname = '', onUnknown } = options
  checkEndpoint('umami', endpoint, '/api/batch')
  checkOption(!/\/api\/send$/.test(endpoint), 'umami: endpoint must be /api/batch, not /api/send')
  checkOption(
    /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(website),
    'umami: website must be its id in Umami, a UUID',
  )
  checkOption(/^[^\s/]{0,100}$/.test(hostname), 'umami: hostname must be a host alone, as "shop.example"')
  return {
    name: 'umami',
    limits: { events: 50, bytes: 256_000 },
    dedupe: 'none',
    onUnknown,
    encode: (batch) => {
      const items = readEvents(batch).map((event) => item(event, options))
      if (!items.length) return undefined
      const headers = { 'content-type': 'text/plain' }
      return { url: endpoint, method: 'POST', headers, body: JSON.stringify(items), gzip: false }
    },
    read,
  }
}

function item(event: BatchEvent, options: UmamiOptions): { type: string; payload: Payload } {
  const { website, hostname, vitals, address } = options
  const { stream, name, at, props } = event
  const payload: Payload = { website, hostname, timestamp: Math.floor(at / 1000) }
  if (!address) {
    // An address that is none: Umami then takes neither the connection's nor a proxy's word for the country.
    payload.ip = '0.0.0.0'
    payload.id = visitorId(stream)
  }
  const { metric, value, url, title, referrer, ...rest } = props
  const key = String(metric).toLowerCase()
  const most = Object.hasOwn(MOST, key) && MOST[key]
  if (name === 'vital' && vitals !== 'event' && most && Number(value) >= 0) {
    payload[key] = Math.min(Number(value), most)
    return { type: 'performance', payload }
  }
  const view = name === 'page'
  if (view) {
    payload.url = cutText(String(url ?? '/'), Infinity)
    if (title) payload.title = cutText(String(title), TEXT)
    if (referrer) payload.referrer = cutText(String(referrer), Infinity)
  } else payload.name = cutText(name.replace(/^[=+\-@\s]/, '_$&').trim(), 50)
  const data = dataOf(view ? rest : props)
  if (Object.keys(data).length) payload.data = data
  return { type: 'event', payload }
}

/** Properties that fit Umami's columns: it writes each text and each list into one of 500 characters. */
function dataOf(props: Props): Props {
  const fit = (value: Json): Json => {
    if (Array.isArray(value)) return cutText(JSON.stringify(value), TEXT)
    if (value && typeof value === 'object') return dataOf(value)
    return typeof value === 'string' ? cutText(value, TEXT) : value
  }
  return Object.fromEntries(Object.entries(props).map(([key, value]) => [cutText(key, TEXT), fit(value)]))
}

interface Reply {
  processed: number
  errors: number
  details: { response: { error?: { message?: string; status?: number } } }[]
  disabled?: boolean
}

function read(response: WireResponse, now: number): Outcome {
  if (response.status !== 200) return readStatus(response, now, [408, 500, 502, 504])
  try {
    const { processed, errors, details, disabled } = JSON.parse(response.body) as Reply
    if (disabled) return { kind: 'stop', reason: 'umami has disabled this website' }
    const all = (test: (error: { message?: string; status?: number }) => boolean): boolean =>
      !processed && errors > 0 && details.every((one) => test(one.response.error ?? {}))
    if (all(({ message }) => /website not found/i.test(message ?? '')))
      return { kind: 'stop', reason: 'umami does not know this website' }
    // Its database failed: perhaps after the event, before its data.
    if (all(({ status = 0 }) => status >= 500)) return { kind: 'unknown' }
    if (errors > 0) return { kind: 'acceptedWithDrops', drops: errors }
    if (processed >= 0) return { kind: 'accepted' }
  } catch {
    // Not Umami's word.
  }
  return { kind: 'unknown' }
}
