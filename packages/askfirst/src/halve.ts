import type { Chunk } from './store/chunkStore.ts'

/** Cuts a chunk of two or more events into two chunks of the same stream, numbers unchanged. */
export function halve(chunk: Chunk): [Chunk, Chunk] {
  const lines = chunk.lines.split('\n')
  const middle = lines.length >> 1
  const part = (from: number, to: number, suffix: string): Chunk => {
    const { leased: _, ...rest } = chunk
    const text = lines.slice(from, to).join('\n')
    const bytes = new TextEncoder().encode(text).length
    return { ...rest, id: chunk.id + suffix, seq: chunk.seq + from, count: to - from, lines: text, bytes }
  }
  return [part(0, middle, 'a'), part(middle, lines.length, 'b')]
}
