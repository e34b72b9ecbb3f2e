import type { Stream } from './chunk.ts'
import type { ReadyEvent } from './event.ts'

/** One page load's sequence of events of one purpose, and what waits to be numbered in it. */
export interface Lane {
  /** set once the stream has begun */
  stream?: Stream
  /** the destination's name of the stream */
  name: string
  /** `seq` of the decision under which the stream began */
  decision: number
  /** the number that the next event gets: how many were given out */
  next: number
  /** the number up to which its end mark was sent */
  marked: number
  waiting: ReadyEvent[]
  /** the stream's beginning, or hashes, are under way */
  work?: Promise<unknown> | undefined
}
