import { checkEndpoint, checkOption } from './checkOption.ts'
import { cutText } from './cutText.ts'
import type { Format, Json, Outcome, Props, WireResponse } from './format.ts'
import { type BatchEvent, readEvents } from './readEvents.ts'
import { readStatus } from './readStatus.ts'

export interface PlausibleOptions {
  /** Plausible's address: a URL or a path of the page's origin, as `/api/event`. */
  endpoint: string
  /** The site's domain as Plausible knows it; several are parted by commas. */
  domain: string
  /** How old an event may be, in ms, to be counted at the time of its arrival; default: one hour */
  maxAge?: number
  /** What becomes of an event of which nobody knows whether it was counted; default: `'drop'` */
  onUnknown?: 'drop' | 'resend'
}

const NAME = 120
const ADDRESS = 2_000
const PROPS = 30
const KEY_BYTES = 300
const VALUE_BYTES = 2_000

/**
 * The format of Plausible's `/api/event`: one event a request, as `text/plain` (no preflight). Plausible counts by its
 * own clock, at the arrival: an event older than `maxAge` as the request is built is left out, and where that leaves
 * nothing there is no request. Keys of properties are cut to 300 bytes, values to 2,000, lists and objects go as JSON,
 * what is empty and what is beyond 30 properties is left out, as are titles, for which Plausible has no place; names
 * are cut to 120 characters, addresses to 2,000. A custom event belongs to the address in its `url`, or else to the
 * domain's root; its own name for the time on a page, `engagement`, goes as `engagement_`. Plausible knows no
 * repetition, and takes the connection's address for a visitor's hash of one day: a page cannot tell it otherwise.
 */
export function plausible({ endpoint, domain, maxAge = 3_600_000, onUnknown }: PlausibleOptions): Format {
  checkEndpoint('plausible', endpoint, '/api/event')
  checkOption(
    /^[^\s/,:]+(:\d+)?(,[^\s/,:]+(:\d+)?)*$/.test(domain),
    'plausible: domain must be the site as Plausible knows it, as "shop.example"',
  )
  checkOption(maxAge > 0, 'plausible: maxAge must be a number of milliseconds above 0')
  return {
    name: 'plausible',
    limits: { events: 1, bytes: 60_000 },
    dedupe: 'none',
    onUnknown,
    encode: (batch) => {
      const event = readEvents(batch).find(({ at }) => batch.sentAt - at <= maxAge)
      if (!event) return undefined
      const headers = { 'content-type': 'text/plain' }
      const body = JSON.stringify(payload(event, domain))
      return { url: endpoint, method: 'POST', headers, body, gzip: false }
    },
    read,
  }
}

/** Plausible's short names: `n`ame, `u`rl, `d`omain, `r`eferrer, `p`roperties, `i`nteractive. */
function payload({ name, props }: BatchEvent, domain: string): Record<string, unknown> {
  const { url, title, referrer, ...rest } = props
  const view = name === 'page'
  const custom = name === 'engagement' ? 'engagement_' : name
  const address = typeof url === 'string' && /^https?:/i.test(url) ? url : ''
  const p = propsOf(view ? rest : props)
  return {
    n: view ? 'pageview' : cutText(custom, NAME),
    u: cutAddress(address || `https://${domain.split(',')[0]}/`),
    d: domain,
    r: view && referrer ? cutAddress(String(referrer)) : undefined,
    p: Object.keys(p).length ? p : undefined,
    // A measurement is nothing that a visitor did: it must not end a bounce.
    i: name === 'vital' ? false : undefined,
  }
}

function propsOf(props: Props): Props {
  const full = Object.entries(props).map(([key, value]) => [
    cutBytes(key, KEY_BYTES).trim(),
    cutBytes(textOf(value), VALUE_BYTES).trim(),
  ])
  return Object.fromEntries(full.filter(([key, value]) => key && value).slice(0, PROPS))
}

function textOf(value: Json): string {
  if (value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Without its query where it is too long, and never in the middle of a character's escape. */
function cutAddress(url: string): string {
  const text = cutText(url, Infinity)
  if (text.length <= ADDRESS) return text
  const path = text.replace(/[?#].*/s, '')
  return path.length <= ADDRESS ? path : path.slice(0, ADDRESS).replace(/(%[\da-f]{2})*(%[\da-f]?)?$/i, '')
}

/** The first whole characters that fit into so many bytes of UTF-8. */
function cutBytes(value: string, bytes: number): string {
  const text = cutText(value, bytes)
  return text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(bytes)).read)
}

function read(response: WireResponse, now: number): Outcome {
  const { status, body } = response
  if (status === 202 || (status === 200 && body === 'ok')) {
    const dropped = response.header?.('x-plausible-dropped')
    return dropped ? { kind: 'acceptedWithDrops', drops: 1 } : { kind: 'accepted' }
  }
  return readStatus(response, now, [200, 204, 408, 502, 504])
}

// In every browser, worker and Node, but in no library of TypeScript's that has no DOM.
declare class TextEncoder {
  encodeInto(text: string, bytes: Uint8Array): { read: number }
}
