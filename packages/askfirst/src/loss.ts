import type { LossReason } from '@askfirst/formats'
import type { Chunk } from './store/chunkStore.ts'

/** What is left of a chunk that was given up: waits like any other until the collector has been told. */
export function loss(chunk: Chunk, reason: LossReason, now: number): Chunk {
  const { id, stream, name, purpose, decision, seq, count } = chunk
  const lost = [{ reason, ranges: [[seq, seq + count - 1] as [number, number]] }]
  return { id, stream, name, purpose, decision, seq, count: 0, at: now, lines: '', bytes: 0, lost }
}
