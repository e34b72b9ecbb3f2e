import type { LossReason } from '@askfirst/formats'
import type { Chunk } from './chunk.ts'
import { chunkId } from './chunkId.ts'
import { utf8Length } from './encodeChunks.ts'

/**
 * What takes the place of a chunk that the collector does not take: two halves, so that in the end one event stands
 * alone, and where it does, a note of its loss.
 */
export function giveUp(chunk: Chunk, reason: LossReason, now: number): Chunk[] {
  const { count, seq } = chunk
  if (count < 2) return count ? [loss(chunk, reason, now)] : []
  const lines = chunk.lines.split('\n')
  const middle = count >> 1
  return [lines.slice(0, middle), lines.slice(middle)].map((half, i) => {
    const text = half.join('\n')
    return part(chunk, { seq: seq + i * middle, count: half.length, lines: text, bytes: utf8Length(text) })
  })
}

/** What is left of a chunk that was given up: waits like any other until the collector has been told. */
export function loss(chunk: Chunk, reason: LossReason, at: number): Chunk {
  const { seq, count } = chunk
  return part(chunk, {
    at,
    count: 0,
    lines: '',
    bytes: 0,
    lost: [{ reason, ranges: [[seq, seq + count - 1]] }],
  })
}

function part(chunk: Chunk, changed: Partial<Chunk>): Chunk {
  const made = { ...chunk, ...changed }
  return { ...made, id: chunkId(made) }
}
