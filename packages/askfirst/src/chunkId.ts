import type { Chunk, QueueTotals } from './chunk.ts'

/**
 * A chunk's id: its time, stream and first number, so that ids sort as chunks were made; then its events, bytes and
 * purpose, so that the queue is measured by keys alone.
 */
export function chunkId({ at, stream, seq, count, bytes, purpose }: Omit<Chunk, 'id'>): string {
  const sortable = (n: number): string => `${n}`.padStart(15, '0')
  return [sortable(at), stream.id, sortable(seq), count, bytes, purpose].join('.')
}

/** What an id tells. */
export function readChunkId(
  id: string,
): { at: number; stream: string; purpose: string } & Omit<QueueTotals, 'chunks'> {
  const [at, stream, , events, bytes, ...purpose] = id.split('.')
  return { at: +at!, stream: stream!, events: +events!, bytes: +bytes!, purpose: purpose.join('.') }
}
