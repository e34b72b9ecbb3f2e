import type { LossReason, Lost } from '@askfirst/formats'

/** The unit of encoding, storing, purging and acknowledging: consecutive events of one stream. */
export interface Chunk {
  /** sorts by time of making */
  id: string
  /** secret of its stream */
  stream: string
  purpose: string
  /** number of its first event */
  seq: number
  count: number
  /** device time in ms that the events' times count from; also the chunk's age */
  at: number
  /** events as JSON lines, the form in which the native format sends them */
  lines: string
  /** length of `lines` in UTF-8 bytes */
  bytes: number
  /** device time in ms until which a tab has it on the wire */
  leased?: number
}

/** What the device keeps of a stream: with the secret a visitor can name, export and erase what was sent. */
export interface StreamRow {
  /** never leaves the device but to erase */
  secret: string
  /** `YYYY-MM-DD`, UTC */
  day: string
  purpose: string
  /** device time in ms */
  at: number
  /** the destination's name of the stream */
  name: string
  /** what was dropped after it was numbered, and the collector has not been told yet */
  lost: Lost[]
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

export interface Leased {
  chunks: Chunk[]
  /** rows of the chunks' streams, and of streams with losses to report */
  streams: StreamRow[]
}

/** One transaction's changes. */
export interface Changes {
  /** new chunks, with their streams' rows */
  add?: readonly [Chunk, StreamRow][]
  /** stored chunks, each with what stands in its place; one that is gone already stays gone */
  replace?: readonly [id: string, by: readonly Chunk[]][]
  /** replaced chunks count as lost in their stream */
  lost?: LossReason
  /** losses that a destination has been told of, by stream: how many entries */
  told?: readonly StreamRow[]
  /** streams to forget */
  forget?: readonly StreamRow[]
  /** streams that began before this device time, in ms, are forgotten too */
  before?: number
}

export interface Changed {
  totals: QueueTotals
  /** chunks given up because the limits were passed */
  evicted: readonly [Chunk, LossReason][]
}

/** What a purge has deleted, and the streams that it concerned. */
export interface Purged {
  events: number
  streams: StreamRow[]
}

/** Where chunks wait. Every method is one transaction. */
export interface ChunkStore {
  readonly kind: 'indexeddb' | 'memory'
  change(changes: Changes, limits: QueueLimits, now: number): Promise<Changed>
  /** Takes the oldest free chunks within the limits, at least one, until `until`. A lease that has run out is free. */
  lease(limits: QueueTotals, now: number, until: number): Promise<Leased>
  /** Deletes the purposes' chunks and keys, and unless `keepStreams` their streams too. */
  purge(purposes: readonly string[], keepStreams: boolean): Promise<Purged>
  /** The purpose's key for keyed hashes; the first caller's candidate is kept. */
  key(purpose: string, candidate: () => Promise<CryptoKey>): Promise<CryptoKey>
  /** Deletes the purposes' keys: a value hashed later does not match one hashed before. */
  rekey(purposes: readonly string[]): Promise<void>
  close(): void
}
