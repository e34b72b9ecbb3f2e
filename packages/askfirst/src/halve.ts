import { chunkId } from './chunkId.ts'
import { utf8Length } from './encodeChunks.ts'
import type { Chunk } from './store/chunkStore.ts'

/** Cuts a chunk of two or more events into two chunks of the same stream, numbers unchanged. */
export function halve(chunk: Chunk): Chunk[] {
  const lines = chunk.lines.split('\n')
  const middle = lines.length >> 1
  return [lines.slice(0, middle), lines.slice(middle)].map((half, i) => {
    const text = half.join('\n')
    const part = {
      ...chunk,
      seq: chunk.seq + i * middle,
      count: half.length,
      lines: text,
      bytes: utf8Length(text),
    }
    return { ...part, id: chunkId(part) }
  })
}
