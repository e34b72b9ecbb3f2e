import type { Batch, WireChunk } from '@askfirst/formats'
import type { Chunk, StreamRow } from './store/chunkStore.ts'
import type { Stream } from './streams.ts'

/** Puts chunks into one request's batch, with the losses that their streams have to report. */
export function toBatch(
  site: string,
  sentAt: number,
  chunks: readonly Chunk[],
  streams: readonly StreamRow[],
  ended: readonly Stream[] = [],
): Batch {
  const wire: WireChunk[] = []
  for (const { name, secret, purpose, at, lost } of streams) {
    const head = { stream: name, purpose }
    // A stream whose last chunk is gone still says what it lost.
    if (lost.length) wire.push({ ...head, seq: 0, count: 0, at, lines: '', lost })
    for (const { stream, seq, count, at, lines } of chunks)
      if (stream === secret) wire.push({ ...head, seq, count, at, lines })
  }
  // The end mark says how many numbers a stream has given out, so that a missing tail is seen.
  for (const { row, next } of ended)
    wire.push({
      stream: row.name,
      purpose: row.purpose,
      seq: next,
      count: 0,
      at: row.at,
      lines: '',
      end: next,
    })
  return { site, sentAt, chunks: wire }
}
