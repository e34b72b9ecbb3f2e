import type { LossReason } from '@askfirst/formats'
import type { Chunk } from './chunk.ts'
import { readChunkId } from './chunkId.ts'
import { loss } from './loss.ts'
import type { OpenedChunk, SealedChunks } from './sealedChunks.ts'

/**
 * Makes what gives up chunks, one call after the other: what two gave up at once would be counted twice.
 *
 * @param age ms for which a chunk waits at most
 * @param change puts the notes of what was lost in the place of the chunks
 */
export function createEvict(
  now: () => number,
  age: number,
  { open }: Pick<SealedChunks, 'open'>,
  lose: (reason: LossReason, events: number) => void,
  change: (notes: readonly Chunk[], evicted: readonly OpenedChunk[]) => Promise<void>,
): (ids: readonly string[]) => Promise<void> {
  let evicting: Promise<void> = Promise.resolve()
  return (ids) => {
    const work = evicting.then(async () => {
      const oldest = now() - age
      const evicted = await open(ids)
      await change(
        evicted.flatMap((row) => giveUpRow(row, oldest, now(), lose)),
        evicted,
      )
    })
    evicting = work.catch(() => undefined)
    return work
  }
}

/** Counts a chunk that there is no room or no time for; what is left of it, where it can be opened. */
function giveUpRow(
  { id, chunk }: OpenedChunk,
  oldest: number,
  now: number,
  lose: (reason: LossReason, events: number) => void,
): Chunk[] {
  const { at, events } = readChunkId(id)
  const reason = at < oldest ? 'too_old' : 'queue_full'
  lose(reason, events)
  return chunk && events ? [loss(chunk, reason, now)] : []
}
