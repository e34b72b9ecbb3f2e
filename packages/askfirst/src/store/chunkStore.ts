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
  /** sorts by time of making */
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
  /** device time in ms until which a tab has it on the wire */
  leased?: number
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

/** One transaction's changes. */
export interface Changes {
  add?: readonly Chunk[]
  /** stored chunks, each with what stands in its place; one that is gone already stays gone */
  replace?: readonly [id: string, by: readonly Chunk[]][]
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

/** Which of a purpose's rows a purge deletes: `c`hunks, `k`eys, `s`treams. */
export type Kinds = 'cks' | 'ck' | 'k'

/** What a purge has deleted, and the streams that it concerned. */
export interface Purged {
  events: number
  streams: Stream[]
}

/** Where chunks wait. Every method is one transaction. */
export interface ChunkStore {
  readonly kind: 'indexeddb' | 'memory'
  change(changes: Changes, limits: QueueLimits, now: number): Promise<Changed>
  /** Takes the oldest free chunks within the limits, at least one, until `until`. A lease that has run out is free. */
  lease(limits: QueueTotals, now: number, until: number): Promise<Chunk[]>
  purge(purposes: readonly string[], kinds: Kinds): Promise<Purged>
  /** The purpose's key for keyed hashes; the first caller's candidate is kept. */
  key(purpose: string, candidate: CryptoKey): Promise<CryptoKey>
  close(): void
}
