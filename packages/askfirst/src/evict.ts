import type { LossReason } from '@askfirst/formats'
import type { Chunk } from './chunk.ts'
import { readChunkId } from './chunkId.ts'
import type { Env } from './environment.ts'
import { loss } from './loss.ts'
import { mergeNotes } from './mergeNotes.ts'
import type { OpenedChunk, SealedChunks } from './sealedChunks.ts'

const LOCK = 'askfirst-evict'

/** What is in the queue and no tab has on the wire, by its ids. */
export interface Evictable {
  /** what there is no room or no time for */
  over: readonly string[]
  /** notes of what was lost before */
  notes: readonly string[]
}

/**
 * Makes what gives up chunks, one call after the other and one tab at a time: what two gave up at once would be
 * counted twice. Where another tab is at it, it does the work for both.
 *
 * @param age ms for which a chunk waits at most
 * @param change puts the notes of what was lost in the place of the chunks
 */
export function createEvict(
  { now, locks }: Pick<Env, 'now' | 'locks'>,
  age: number,
  { open }: Pick<SealedChunks, 'open'>,
  lose: (reason: LossReason, events: number) => void,
  change: (notes: readonly Chunk[], gone: readonly OpenedChunk[]) => Promise<void>,
): (evictable: Evictable) => Promise<void> {
  let evicting: Promise<void> = Promise.resolve()

  const evict = async ({ over, notes }: Evictable): Promise<void> => {
    const oldest = now() - age
    // Those that are there still: another tab may have given them up meanwhile.
    const evicted = await open(over)
    const news = evicted.flatMap((row) => noteOf(row, reasonFor(row, oldest), now()))
    const streams = news.map(({ stream }) => stream.id)
    const before = await open(notes.filter((id) => streams.includes(readChunkId(id).stream)))
    await change(mergeNotes([...before.flatMap(({ chunk }) => chunk ?? []), ...news]), [
      ...evicted,
      ...before,
    ])
    for (const row of evicted) lose(reasonFor(row, oldest), readChunkId(row.id).events)
  }

  return async (evictable) => {
    if (!evictable.over.length) return
    let begun = false
    const begin = (): Promise<void> => {
      begun = true
      return evict(evictable)
    }
    const work = evicting.then(async () => {
      try {
        await locks!.request(LOCK, { ifAvailable: true }, (lock) => lock && begin())
      } catch (error) {
        if (begun) throw error
        // No locks, or none in this frame.
        await begin()
      }
    })
    evicting = work.catch(() => undefined)
    return work
  }
}

function reasonFor({ id }: OpenedChunk, oldest: number): LossReason {
  return readChunkId(id).at < oldest ? 'too_old' : 'queue_full'
}

/** What is left of a chunk that there is no room or no time for, where it can be opened. */
function noteOf({ id, chunk }: OpenedChunk, reason: LossReason, now: number): Chunk[] {
  return chunk && readChunkId(id).events ? [loss(chunk, reason, now)] : []
}
