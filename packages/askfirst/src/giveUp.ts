import type { LossReason } from '@askfirst/formats'
import type { Chunk } from './chunk.ts'
import { utf8Length } from './encodeChunks.ts'
import { loss, part } from './loss.ts'

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
