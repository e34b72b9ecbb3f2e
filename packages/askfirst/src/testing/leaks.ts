import type { WatchedRequest, WatchedWrite } from './watchConsent.ts'

/** What is not a leak on this site. */
export interface Allowed {
  /** Requests that may be made besides the page's own files, such as those to a CDN. */
  allow?: (url: string) => boolean
  /** Writes that need no consent, such as a basket that the visitor has filled. */
  allowWrite?: (write: { api: string; key: string }) => boolean
}

/**
 * Requests that a page may not make unasked, by default: every one to another origin; and to its own origin every
 * one that is no GET, that is a socket, a beacon or an event stream, or that a script starts with a query string
 * (`fetch`, `XMLHttpRequest`, an image). What is left are the page, its frames, and its own static files.
 *
 * @param origin the page's own
 */
export function leakingRequests(
  requests: readonly WatchedRequest[],
  origin: string,
  { allow }: Allowed,
): WatchedRequest[] {
  return requests.filter((request) => {
    const { url, page } = request
    if (page || !/^(https?|wss?):/.test(url) || allow?.(url)) return false
    return new URL(url).origin !== origin || carries(request)
  })
}

function carries({ url, method, api }: WatchedRequest): boolean {
  if (/^(sendBeacon|fetchLater|EventSource|WebTransport)$/.test(api)) return true
  if (method && method !== 'GET' && method !== 'HEAD') return true
  return /^(fetch|XMLHttpRequest|img\.src)$/.test(api) && new URL(url).search !== ''
}

/** The error's text: every leak on a line of its own, or undefined where there is none. */
export function tellLeaks(
  when: string,
  writes: readonly WatchedWrite[],
  requests: readonly WatchedRequest[],
): string | undefined {
  if (!writes.length && !requests.length) return undefined
  const lines = [
    ...writes.map(({ api, key, from }) => `  wrote ${api} ${JSON.stringify(key)}${place(from)}`),
    ...requests.map(
      ({ method, url, api, from }) =>
        `  asked ${[method, url].filter(Boolean).join(' ')}${api && ` by ${api}`}${place(from)}`,
    ),
  ]
  const fix = 'Allow what needs no consent with the options `allow` (URLs) and `allowWrite`.'
  return `${writes.length} writes and ${requests.length} requests ${when}:\n${lines.join('\n')}\n${fix}`
}

function place(from: string): string {
  return from && `\n    at ${from}`
}
