import type { Chunk, Stream } from './chunk.ts'
import { chunkId } from './chunkId.ts'
import type { ReadyEvent } from './event.ts'
import type { Sequence } from './lane.ts'

/** A chunk's bounds: small enough that the page's end can send several inside its budget. */
const CHUNK_EVENTS = 100
const CHUNK_BYTES = 16_000

/**
 * Numbers events in their stream and writes them as JSON lines.
 *
 * @param most events in one chunk: a request takes whole chunks
 */
export function encodeChunks(
  events: readonly ReadyEvent[],
  sequence: Pick<Sequence, 'name' | 'next'>,
  stream: Stream,
  most: number = CHUNK_EVENTS,
): Chunk[] {
  const chunks: Omit<Chunk, 'id'>[] = []
  let chunk: (typeof chunks)[number] | undefined
  for (const { name, at, props } of events) {
    if (!chunk || chunk.count >= Math.min(most, CHUNK_EVENTS) || chunk.bytes >= CHUNK_BYTES) {
      chunk = {
        stream,
        name: sequence.name,
        purpose: stream.purpose,
        decision: stream.decision,
        seq: sequence.next,
        count: 0,
        at,
        lines: '',
        bytes: 0,
      }
      chunks.push(chunk)
    }
    const line = JSON.stringify({ name, at: at - chunk.at, props })
    chunk.lines += chunk.count++ ? `\n${line}` : line
    chunk.bytes += utf8Length(line) + 1
    sequence.next++
  }
  return chunks.map((made) => ({ ...made, id: chunkId(made) }))
}

/** Length of a text in UTF-8 bytes. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length
}
