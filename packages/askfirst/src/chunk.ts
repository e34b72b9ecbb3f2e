import type { Lost } from '@askfirst/formats'

/** What the device keeps of a stream: with the secret a visitor can name, export and erase what was sent. */
export interface Stream {
  /** random, 11 base64url characters: what its rows and chunks are called by on the device, and nowhere else */
  id: string
  /** never leaves the device but to erase */
  secret: string
  /** `YYYY-MM-DD`, UTC */
  day: string
  purpose: string
  /** name of the destination that knows it; the first one's where a release before there were several left it out */
  destination?: string | undefined
  /** `seq` of the decision under which it began */
  decision: number
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

/** Number of events in chunks. */
export function countEvents(chunks: readonly Pick<Chunk, 'count'>[]): number {
  return chunks.reduce((sum, { count }) => sum + count, 0)
}
