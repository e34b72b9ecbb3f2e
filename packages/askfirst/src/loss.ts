import type { LossReason } from '@askfirst/formats'
import type { Chunk } from './chunk.ts'
import { chunkId } from './chunkId.ts'

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

/** A chunk with other contents, under the id that they give it. */
export function part(chunk: Chunk, changed: Partial<Chunk>): Chunk {
  const made = { ...chunk, ...changed }
  return { ...made, id: chunkId(made) }
}
