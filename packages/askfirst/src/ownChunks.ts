import type { Chunk, StreamRow } from './store/chunkStore.ts'

/** Plain chunks that a tab keeps for its own end, in bytes: with their heads inside the shared 64 KiB. */
export const OWN_BYTES = 48_000

/** A tab's own unacknowledged chunks, in plain form: what the page's end sends without asking any store. */
export interface OwnChunks {
  /** with their streams' rows, oldest first */
  all(): [Chunk, StreamRow][]
  add(chunks: readonly Chunk[], stream: StreamRow): void
  /** Those of the ids that are still here, now being written. */
  take(ids: readonly string[]): [Chunk, StreamRow][]
  /** They are on the device: beyond `OWN_BYTES` the oldest need not be kept, unless `keep`. */
  stored(ids: readonly string[], keep: boolean): void
  /** Nothing waits any more: what is on the device has been settled, by this tab or another. */
  clearStored(): void
  /** Forgets; returns the number of events that were still here. */
  forget(ids: readonly string[]): number
  /** Forgets the purposes' chunks; returns the events whose write had not begun. */
  drop(purposes: readonly string[]): number
}

interface Own {
  chunk: Chunk
  stream: StreamRow
  state: 'new' | 'writing' | 'stored'
}

export function ownChunks(): OwnChunks {
  const own = new Map<string, Own>()
  return {
    all: () => [...own.values()].map(({ chunk, stream }) => [chunk, stream]),
    add: (chunks, stream) => {
      for (const chunk of chunks) own.set(chunk.id, { chunk, stream, state: 'new' })
    },
    take: (ids) =>
      ids.flatMap((id) => {
        const found = own.get(id)
        if (!found) return []
        found.state = 'writing'
        return [[found.chunk, found.stream]]
      }),
    stored: (ids, keep) => {
      let bytes = 0
      for (const [id, entry] of own) {
        if (ids.includes(id)) entry.state = 'stored'
        bytes += entry.chunk.bytes
      }
      for (const [id, { chunk, state }] of own)
        if (bytes > OWN_BYTES && state === 'stored' && !keep) {
          own.delete(id)
          bytes -= chunk.bytes
        }
    },
    clearStored: () => {
      for (const [id, { state }] of own) if (state === 'stored') own.delete(id)
    },
    forget: (ids) => {
      let events = 0
      for (const id of ids) {
        events += own.get(id)?.chunk.count ?? 0
        own.delete(id)
      }
      return events
    },
    drop: (purposes) => {
      let events = 0
      for (const [id, { chunk, state }] of own)
        if (purposes.includes(chunk.purpose) && own.delete(id) && state === 'new') events += chunk.count
      return events
    },
  }
}
