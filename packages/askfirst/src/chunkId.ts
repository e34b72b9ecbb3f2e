import type { Chunk, QueueTotals } from './chunk.ts'

/**
 * A chunk's id: its time, stream and first number, so that ids sort as chunks were made; then its events and
 * bytes, so that the queue is measured by keys alone.
 */
export function chunkId({ at, stream, seq, count, bytes }: Omit<Chunk, 'id'>): string {
  const sortable = (n: number): string => `${n}`.padStart(15, '0')
  return [sortable(at), stream.id, sortable(seq), count, bytes].join('.')
}

/** What an id tells. */
export function readChunkId(id: string): { at: number } & Omit<QueueTotals, 'chunks'> {
  const [at, , , events, bytes] = id.split('.').map(Number) as [number, number, number, number, number]
  return { at, events, bytes }
}
