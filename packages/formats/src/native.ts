import type { EraseStream, Format, Outcome, WireChunk, WireRequest, WireResponse } from './format.ts'
import { retryAfter } from './retryAfter.ts'

/** First line of a native request. A collector refuses a `v` that it does not know and ignores unknown members. */
export interface NativeHead {
  v: 1
  site: string
  /** device time in ms */
  sentAt: number
}

/** Line before the events of one chunk; told from an event line by its `stream` member. */
export type NativeChunkHead = Omit<WireChunk, 'lines'>

/** One event line; `at` counts from the chunk head's `at`, in ms. */
export interface NativeEventLine {
  name: string
  at: number
  props?: Record<string, unknown>
}

/** Body of an erase request, sent to `erase` beside the endpoint. */
export interface NativeErase {
  v: 1
  site: string
  /** what the streams' names were made for */
  destination: string
  streams: readonly EraseStream[]
}

/** Answer of a native collector with status 200. */
export interface NativeReply {
  accepted: number
  /** events that were already stored */
  duplicate: number
  rejected: { stream: string; seq: number; code: string }[]
}

/**
 * The format of Askfirst's own collector: newline-delimited JSON as `text/plain` (no preflight), which the
 * device stores as it sends, so that nothing is encoded twice. One head line, then for each chunk a chunk head
 * and its event lines.
 */
export function native(endpoint: string): Format {
  const request = (url: string, body: string): WireRequest => ({
    url,
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body,
    gzip: true,
  })
  return {
    name: 'native',
    limits: { events: 500, bytes: 256_000 },
    dedupe: 'id',
    encode: ({ site, sentAt, chunks }) => {
      const head: NativeHead = { v: 1, site, sentAt }
      const lines = [JSON.stringify(head)]
      for (const { lines: events, ...chunk } of chunks) {
        lines.push(JSON.stringify(chunk satisfies NativeChunkHead))
        if (events) lines.push(events)
      }
      return request(endpoint, lines.join('\n'))
    },
    read,
    erase: (site, streams) => {
      const body: NativeErase = { v: 1, site, destination: 'native', streams }
      return request(endpoint.replace(/(^|[^/])\/[^/?]*(\?.*)?$/, '$1/erase'), JSON.stringify(body))
    },
  }
}

function read({ status, retryAfter: header, body }: WireResponse, now: number): Outcome {
  if (status === 200) {
    try {
      const { accepted, rejected } = JSON.parse(body) as NativeReply
      const drops = rejected.length
      if (accepted >= 0) return drops ? { kind: 'acceptedWithDrops', drops } : { kind: 'accepted' }
    } catch {
      // Not our collector's word (captive portal, proxy page): nothing was stored.
    }
  }
  if (status === 413) return { kind: 'split' }
  if (status === 400 || status === 422) return { kind: 'drop', reason: 'refused' }
  if ([401, 403, 404, 410].includes(status)) return { kind: 'stop', reason: `collector answered ${status}` }
  return { kind: 'retry', after: retryAfter(header, now) }
}
