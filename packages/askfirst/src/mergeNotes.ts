import type { Lost, SeqRange } from '@askfirst/formats'
import type { Chunk } from './chunk.ts'

/**
 * Notes of what was lost, one for each stream: as many as there are streams, however much a queue that is never
 * emptied gives up. The last note of a stream lends its id.
 */
export function mergeNotes(notes: readonly Chunk[]): Chunk[] {
  const streams = new Map<string, Chunk>()
  for (const note of notes) {
    const { id } = note.stream
    streams.set(id, { ...note, lost: merged([...(streams.get(id)?.lost ?? []), ...(note.lost ?? [])]) })
  }
  return [...streams.values()]
}

function merged(lost: readonly Lost[]): Lost[] {
  return [...new Set(lost.map(({ reason }) => reason))].map((reason) => ({
    reason,
    ranges: joined(lost.flatMap((one) => (one.reason === reason ? one.ranges : []))),
  }))
}

function joined(ranges: readonly SeqRange[]): SeqRange[] {
  const out: SeqRange[] = []
  for (const [first, last] of [...ranges].sort(([one], [other]) => one - other)) {
    const before = out.at(-1)
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else out.push([first, last])
  }
  return out
}
