import type { Consent } from '@askfirst/consent'
import type { Format, LossReason } from '@askfirst/formats'
import type { Chunk, Stream } from './chunk.ts'
import type { Destination } from './destination.ts'
import type { Env } from './environment.ts'
import type { giveUp } from './giveUp.ts'
import type { Queue } from './queue.ts'

/** One request on its way, so that a no can end it. */
export interface Flight {
  chunks: readonly Chunk[]
  /** it outlives the page */
  last: boolean
  controller: AbortController
}

/** The way to one destination, and on whose word it is taken. */
export interface Route extends Pick<Destination, 'fields'> {
  /** the destination's */
  name: string
  /** Whether the destination may have the purpose's events. */
  takes(purpose: string): boolean
  /** Whether what is so marked is the destination's. */
  owns(row: Pick<Stream, 'destination'>): boolean
  env: Env
  consent: Consent
  queue: Queue
  format: Format
  site: string
  flights: Set<Flight>
  /** Loads what few batches need; rejects where that fails. */
  more(): Promise<{ giveUp: typeof giveUp }>
  /** The gate, for what was captured: its purpose is allowed, and was not denied since. */
  alive(chunk: Chunk): boolean
  lose(reason: LossReason, events: number): void
  sent(events: number): void
}
