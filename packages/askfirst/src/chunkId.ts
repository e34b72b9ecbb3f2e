import type { Chunk, QueueTotals } from './chunk.ts'

/**
 * A chunk's id: its time, stream and first number, so that ids sort as chunks were made; then its events, bytes with
 * the destination, and purpose, so that the queue is measured by keys alone.
 */
export function chunkId({ at, stream, seq, count, bytes, purpose }: Omit<Chunk, 'id'>): string {
  const sortable = (n: number): string => `${n}`.padStart(15, '0')
  return [sortable(at), stream.id, sortable(seq), count, `${bytes}~${stream.destination}`, purpose].join('.')
}

/** What an id tells; the destination is empty where the release before this one has made it. */
export function readChunkId(
  id: string,
): { at: number; stream: string; destination: string; purpose: string } & Omit<QueueTotals, 'chunks'> {
  const [at, stream, , events, size = '', ...purpose] = id.split('.')
  const [bytes, destination = ''] = size.split('~')
  return {
    at: +at!,
    stream: stream!,
    events: +events!,
    bytes: +bytes!,
    destination,
    purpose: purpose.join('.'),
  }
}
