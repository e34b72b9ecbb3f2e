import type { LossReason } from '@askfirst/formats'
import { type Connection, connection } from './connection.ts'
import type { Env } from './environment.ts'
import type { Changes, Chunk, Kinds, Purged, QueueLimits, QueueTotals } from './store/chunkStore.ts'

/** Plain chunks that a tab keeps for its own end, in bytes: with their heads inside the shared 64 KiB. */
export const OWN_BYTES = 48_000

export interface Queue extends Pick<Connection, 'mode' | 'use' | 'unlock' | 'suspend' | 'close'> {
  /** What waits, all tabs together, as of the last transaction. */
  totals(): QueueTotals
  /** This tab's own unacknowledged chunks in plain form, oldest first: for the page's end, which asks no store. */
  own(): Chunk[]
  /** Starts the put in this task. Never rejects. */
  put(chunks: readonly Chunk[]): Promise<void>
  change(changes: Changes): Promise<void>
  /** Chunks are settled. */
  forget(ids: readonly string[]): void
  /** Forgets this tab's own chunks of the purposes; returns the events whose write had not begun. */
  drop(purposes: readonly string[]): number
  /** Deletes stored rows of the purposes, with `all` the whole database. */
  purge(purposes: readonly string[], kinds: Kinds, all?: boolean): Promise<Purged>
}

/** A tab's own chunk, and how far it has come: not written, being written, on the device. */
interface Own {
  chunk: Chunk
  state: 0 | 1 | 2
}

/** Holds the chunks until they are settled: on the device where it can, in memory where not. */
export function createQueue(
  env: Env,
  limits: QueueLimits,
  persist: boolean,
  lose: (reason: LossReason, events: number) => void,
): Queue {
  const own = new Map<string, Own>()
  let totals: QueueTotals = { events: 0, bytes: 0, chunks: 0 }
  const ownChunks = (): Chunk[] => [...own.values()].map(({ chunk }) => chunk)
  const store = connection(env, persist, (memory) => memory.change({ add: ownChunks() }, limits, env.now()))

  const change = async (changes: () => Changes): Promise<void> => {
    const done = await store.use((open) => open.change(changes(), limits, env.now()))
    // A purge of everything has overtaken this: what it says is past.
    if (store.mode() === 'idle') return
    totals = done.totals
    for (const [{ id, count }, reason] of done.evicted) {
      own.delete(id)
      lose(reason, count)
    }
    // Other tabs deliver this tab's chunks too: what they have settled need not go again at the page's end.
    let bytes = 0
    for (const { chunk } of own.values()) bytes += chunk.bytes
    for (const [id, { chunk, state }] of own)
      if (state === 2 && (!totals.chunks || (bytes > OWN_BYTES && store.mode() !== 'memory'))) {
        own.delete(id)
        bytes -= chunk.bytes
      }
  }

  return {
    ...store,
    totals: () => totals,
    own: ownChunks,
    put: async (chunks) => {
      const entries = chunks.map((chunk): Own => ({ chunk, state: 0 }))
      for (const entry of entries) own.set(entry.chunk.id, entry)
      try {
        await change(() => {
          // What a no has deleted meanwhile is no longer `own`, and is not written.
          const still = entries.filter(({ chunk }) => own.has(chunk.id))
          for (const entry of still) entry.state = 1
          return { add: still.map(({ chunk }) => chunk) }
        })
        for (const entry of entries) entry.state = 2
      } catch {
        for (const { id, count } of chunks) if (own.delete(id)) lose('storage', count)
      }
    },
    change: (changes) => change(() => changes),
    forget: (ids) => {
      for (const id of ids) own.delete(id)
    },
    drop: (purposes) => {
      let events = 0
      for (const [id, { chunk, state }] of own)
        if (purposes.includes(chunk.purpose) && own.delete(id) && !state) events += chunk.count
      return events
    },
    purge: async (purposes, kinds, all) => {
      const purged = await store[all ? 'destroy' : 'use']((open) => open.purge(purposes, kinds))
      if (all) totals = { events: 0, bytes: 0, chunks: 0 }
      else await change(() => ({}))
      return purged ?? { events: 0, streams: [] }
    },
  }
}
