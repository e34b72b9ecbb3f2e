import type { Stream } from './chunk.ts'
import type { Destination } from './destination.ts'
import type { ReadyEvent } from './event.ts'

/** What waits of one page load's events of one purpose, and the sequence that each destination sees of them. */
export interface Lane {
  purpose: string
  /** `seq` of the decision under which its streams began */
  decision: number
  /** one for each destination that may have the purpose */
  sequences: readonly Sequence[]
  waiting: ReadyEvent[]
  /** the streams' beginning, or hashes, are under way */
  work?: Promise<unknown> | undefined
}

/** The events of a lane as one destination is told of them. */
export interface Sequence {
  route: Required<Pick<Destination, 'name'>> & Pick<Destination, 'format' | 'fields'>
  /** set once the stream has begun */
  stream?: Stream
  /** the destination's name of the stream */
  name: string
  /** the number that the next event gets: how many were given out */
  next: number
  /** the number up to which its end mark was sent */
  marked: number
}
