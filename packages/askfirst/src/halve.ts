import { utf8Length } from './encodeChunks.ts'
import type { Chunk } from './store/chunkStore.ts'

/** Cuts a chunk of two or more events into two chunks of the same stream, numbers unchanged. */
export function halve({ leased: _, ...chunk }: Chunk): Chunk[] {
  const lines = chunk.lines.split('\n')
  const middle = lines.length >> 1
  return [lines.slice(0, middle), lines.slice(middle)].map((half, i) => {
    const text = half.join('\n')
    const seq = chunk.seq + i * middle
    return { ...chunk, id: chunk.id + i, seq, count: half.length, lines: text, bytes: utf8Length(text) }
  })
}
