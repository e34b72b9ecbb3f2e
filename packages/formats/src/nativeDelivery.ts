import type { Batch, Format, Outcome, WireChunk, WireRequest, WireResponse } from './format.ts'
import { readStatus } from './readStatus.ts'

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

/** Answer of a native collector with status 200. */
export interface NativeReply {
  accepted: number
  /** events that were already stored */
  duplicate: number
  rejected: { stream: string; seq: number; code: string }[]
}

/** It has a place for everything that a batch can hold. */
export interface NativeFormat extends Format {
  encode(batch: Batch, options: { pageEnd: boolean }): WireRequest
}

/** The native format without its erasing: all that most pages need. */
export function nativeDelivery(endpoint: string): NativeFormat {
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
      return nativeRequest(endpoint, lines.join('\n'))
    },
    read,
  }
}

/** One request of the native collector's, to any of its addresses. */
export function nativeRequest(url: string, body: string): WireRequest {
  return { url, method: 'POST', headers: { 'content-type': 'text/plain' }, body, gzip: true }
}

function read(response: WireResponse, now: number): Outcome {
  const { status, body } = response
  if (status === 200) {
    try {
      const { accepted, rejected } = JSON.parse(body) as NativeReply
      const drops = rejected.length
      if (accepted >= 0) return drops ? { kind: 'acceptedWithDrops', drops } : { kind: 'accepted' }
    } catch {
      // Not our collector's word (captive portal, proxy page): nothing was stored.
    }
  }
  return readStatus(response, now)
}
