import type { LossReason } from '@askfirst/formats'
import { chunkId } from './chunkId.ts'
import type { Chunk } from './store/chunkStore.ts'

/** What is left of a chunk that was given up: waits like any other until the collector has been told. */
export function loss(chunk: Chunk, reason: LossReason, now: number): Chunk {
  const { seq, count } = chunk
  const left: Chunk = {
    ...chunk,
    at: now,
    count: 0,
    lines: '',
    bytes: 0,
    lost: [{ reason, ranges: [[seq, seq + count - 1]] }],
  }
  return { ...left, id: chunkId(left) }
}
