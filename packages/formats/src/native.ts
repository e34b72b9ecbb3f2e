import type { Batch, EraseStream, Format, Outcome, WireChunk, WireRequest, WireResponse } from './format.ts'
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
  return {
    name: 'native',
    limits: { events: 500, bytes: 256_000 },
    dedupe: 'id',
    encode: (batch: Batch): WireRequest => {
      const head: NativeHead = { v: 1, site: batch.site, sentAt: batch.sentAt }
      let body = JSON.stringify(head)
      for (const { lines, ...chunkHead } of batch.chunks) {
        body += `\n${JSON.stringify(chunkHead satisfies NativeChunkHead)}`
        if (lines) body += `\n${lines}`
      }
      return { url: endpoint, method: 'POST', headers: { 'content-type': 'text/plain' }, body, gzip: true }
    },
    read: readNative,
    erase: (site: string, streams: readonly EraseStream[]): WireRequest => ({
      url: endpoint.replace(/[^/?]*(\?.*)?$/, 'erase'),
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ v: 1, site, destination: 'native', streams } satisfies NativeErase),
      gzip: true,
    }),
  }
}

function readNative({ status, retryAfter: header, body }: WireResponse, now: number): Outcome {
  if (status === 200) {
    const drops = rejectedCount(body)
    // A 200 that is not our collector's word (captive portal, proxy page) has stored nothing.
    if (drops === undefined) return { kind: 'retry' }
    return drops ? { kind: 'acceptedWithDrops', drops } : { kind: 'accepted' }
  }
  if (status === 413) return { kind: 'split' }
  if (status === 400 || status === 422) return { kind: 'drop', reason: 'refused' }
  if (status === 401 || status === 403 || status === 404 || status === 410)
    return { kind: 'stop', reason: `collector answered ${status}` }
  const after = retryAfter(header, now)
  return after === undefined ? { kind: 'retry' } : { kind: 'retry', after }
}

function rejectedCount(body: string): number | undefined {
  try {
    const reply = JSON.parse(body) as Partial<NativeReply> | null
    if (typeof reply?.accepted !== 'number') return undefined
    return Array.isArray(reply.rejected) ? reply.rejected.length : 0
  } catch {
    return undefined
  }
}
