import { type Chunk, countEvents } from './chunk.ts'

/** Plain chunks that a tab keeps for its own end, in bytes: with their heads inside the shared 64 KiB. */
export const OWN_BYTES = 48_000

/** This tab's own unacknowledged chunks in plain form, for the page's end, which asks no store. */
export interface OwnChunks {
  /** oldest first */
  all(): Chunk[]
  add(chunks: readonly Chunk[]): void
  /** The write begins: those of the chunks that no no has deleted meanwhile. */
  begin(chunks: readonly Chunk[]): Chunk[]
  /** The chunks are on the device. */
  stored(chunks: readonly Chunk[]): void
  /** Of what is on the device, keeps what is named and the page's end can carry: other tabs deliver it too. */
  keep(ids: readonly string[]): void
  /** Forgets chunks that could not be written, or are settled before they were; returns the number of their events. */
  forget(chunks: readonly Chunk[]): number
  /** Forgets the purposes' chunks; returns the number of events whose write had not begun. */
  drop(purposes: readonly string[]): number
}

export function createOwnChunks(): OwnChunks {
  /** with how far each has come: not written, being written, on the device */
  const own = new Map<string, [chunk: Chunk, state: 0 | 1 | 2]>()
  const still = (chunks: readonly Chunk[]): Chunk[] => chunks.filter(({ id }) => own.has(id))
  const mark = (chunks: readonly Chunk[], state: 0 | 1 | 2): void => {
    for (const chunk of chunks) own.set(chunk.id, [chunk, state])
  }
  return {
    all: () => [...own.values()].map(([chunk]) => chunk),
    add: (chunks) => mark(chunks, 0),
    begin: (chunks) => {
      const left = still(chunks)
      mark(left, 1)
      return left
    },
    stored: (chunks) => mark(still(chunks), 2),
    keep: (ids) => {
      let bytes = 0
      for (const [id, [chunk, state]] of [...own].reverse()) {
        bytes += chunk.bytes
        if (state === 2 && (bytes > OWN_BYTES || !ids.includes(id))) own.delete(id)
      }
    },
    forget: (chunks) => countEvents(chunks.filter(({ id }) => own.delete(id))),
    drop: (purposes) => {
      let events = 0
      for (const [id, [chunk, state]] of own)
        if (purposes.includes(chunk.purpose) && own.delete(id) && !state) events += chunk.count
      return events
    },
  }
}
