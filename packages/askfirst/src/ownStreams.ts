import type { Stream } from './chunk.ts'
import type { Lane } from './lane.ts'

/** The streams of this page that have given out numbers, whether or not the device has them yet. */
export function ownStreams(lanes: ReadonlyMap<string, Lane>): Stream[] {
  return [...lanes.values()].flatMap(({ sequences }) =>
    sequences.flatMap(({ next, stream }) => (next && stream ? stream : [])),
  )
}
