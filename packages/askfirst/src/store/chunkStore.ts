import type { LossReason, Lost } from '@askfirst/formats'

/** What the device keeps of a stream: with the secret a visitor can name, export and erase what was sent. */
export interface Stream {
  /** never leaves the device but to erase */
  secret: string
  /** `YYYY-MM-DD`, UTC */
  day: string
  purpose: string
  /** device time in ms */
  at: number
}

/** The unit of encoding, storing, purging and acknowledging: consecutive events of one stream. */
export interface Chunk {
  /** sorts by time of making, and tells time, events and bytes without the row: see chunkId.ts */
  id: string
  stream: Stream
  /** the destination's name of the stream */
  name: string
  purpose: string
  /** `seq` of the decision under which it was captured: a later no ends it, wherever it waits */
  decision: number
  /** number of its first event */
  seq: number
  /** events in `lines`; 0 in what is left of a chunk that was given up, until the collector has been told */
  count: number
  /** device time in ms that the events' times count from; also the chunk's age */
  at: number
  /** events as JSON lines, the form in which the native format sends them */
  lines: string
  /** length of `lines` in UTF-8 bytes */
  bytes: number
  lost?: Lost[]
}

export interface QueueLimits {
  events: number
  bytes: number
  /** ms */
  age: number
}

export interface QueueTotals {
  events: number
  bytes: number
  chunks: number
}

/** A change of what waits. */
export interface Changes {
  add?: readonly Chunk[]
  /** ids of chunks that are settled */
  remove?: readonly string[]
  /** ids of chunks that are free again */
  free?: readonly string[]
  /** streams to forget */
  forget?: readonly Stream[]
  /** streams that began before this device time, in ms, are forgotten too */
  before?: number
}

export interface Changed {
  totals: QueueTotals
  /** chunks given up because the limits were passed */
  evicted: readonly [Chunk, LossReason][]
}

/** Which of a purpose's rows a purge deletes: `c`hunks, `k`eys, `l`eases, `s`treams. */
export type Kinds = 'ckls' | 'ckl' | 'k'

/** What a purge has deleted, and the streams that it concerned. */
export interface Purged {
  events: number
  streams: Stream[]
}

/** Where chunks wait. No method needs the page's help once its first task is over, unless it says so. */
export interface ChunkStore {
  readonly kind: 'indexeddb' | 'memory'
  /** Changes at once; whatever the limits are passed by is given up in a second step. */
  change(changes: Changes, limits: QueueLimits, now: number): Promise<Changed>
  /**
   * Takes the oldest free chunks of the purposes within the limits, at least one, until `until`. A lease that has run out is free.
   * Two steps: the caller holds a lock where the browser has them.
   */
  lease(purposes: readonly string[], limits: QueueTotals, now: number, until: number): Promise<Chunk[]>
  purge(purposes: readonly string[], kinds: Kinds): Promise<Purged>
  /** The purpose's key for keyed hashes; the candidate is kept where there is none. */
  key(purpose: string, candidate: CryptoKey): Promise<CryptoKey>
  close(): void
}
