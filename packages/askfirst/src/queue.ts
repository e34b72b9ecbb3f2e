import type { LossReason } from '@askfirst/formats'
import { type Connection, connection } from './connection.ts'
import type { Env } from './environment.ts'
import { type OwnChunks, ownChunks } from './ownChunks.ts'
import type {
  Changes,
  Chunk,
  ChunkStore,
  Purged,
  QueueLimits,
  QueueTotals,
  StreamRow,
} from './store/chunkStore.ts'

export interface QueueOptions {
  env: Env
  limits: QueueLimits
  /** false keeps everything in this page's memory */
  persist: boolean
  lose(reason: LossReason, events: number): void
}

export interface Queue {
  mode(): 'idle' | ChunkStore['kind']
  /** What waits, all tabs together, as of the last transaction. */
  totals(): QueueTotals
  /** This tab's own unacknowledged chunks. */
  own: OwnChunks
  /** Runs one operation on the store. */
  use: Connection['use']
  /** Starts the put in this task. Resolves when the chunks are stored; never rejects. */
  put(chunks: readonly Chunk[], stream: StreamRow): Promise<void>
  change(changes: Changes): Promise<void>
  /** Deletes everything of the purposes; with `all` the database too. Resolves with the number of events. */
  purge(purposes: readonly string[], all: boolean): Promise<number>
  /** Deletes what waits and the keys, and keeps the streams, by which what was sent can be named. */
  clear(purposes: readonly string[]): Promise<Purged>
  close(): void
}

/** Holds the chunks until they are settled: on the device where it can, in memory where not. */
export function createQueue({ env, limits, persist, lose }: QueueOptions): Queue {
  const own = ownChunks()
  let totals: QueueTotals = { events: 0, bytes: 0, chunks: 0 }
  const store = connection(env, persist, (memory) => memory.change({ add: own.all() }, limits, env.now()))

  const change = async (changes: () => Changes): Promise<void> => {
    const done = await store.use((open) => open.change(changes(), limits, env.now()))
    totals = done.totals
    own.forget(done.evicted.map(([{ id }]) => id))
    for (const [{ count }, reason] of done.evicted) lose(reason, count)
  }

  const purge = async (purposes: readonly string[], keepStreams: boolean): Promise<Purged> => {
    const unwritten = own.drop(purposes)
    const { events, streams } = await store.use((open) => open.purge(purposes, keepStreams))
    await change(() => ({}))
    return { events: unwritten + events, streams }
  }

  return {
    mode: store.mode,
    totals: () => totals,
    own,
    use: store.use,
    put: async (chunks, stream) => {
      own.add(chunks, stream)
      store.unlock()
      const ids = chunks.map(({ id }) => id)
      try {
        // What a no has deleted meanwhile is no longer `own`, and is not written.
        await change(() => ({ add: own.take(ids) }))
        own.stored(ids, store.mode() === 'memory')
      } catch {
        lose('storage', own.forget(ids))
      }
    },
    change: (changes) => change(() => changes),
    purge: async (purposes, all) => {
      if (!all) return (await purge(purposes, false)).events
      const unwritten = own.drop(purposes)
      totals = { events: 0, bytes: 0, chunks: 0 }
      const purged = await store.destroy((open) => open.purge(purposes, false))
      return unwritten + (purged?.events ?? 0)
    },
    clear: (purposes) => purge(purposes, true),
    close: store.close,
  }
}
