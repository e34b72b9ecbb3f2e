import type { WireChunk } from '@askfirst/formats'
import { OWN_BYTES } from './ownChunks.ts'
import type { Parts } from './parts.ts'
import { send } from './sender.ts'
import { settle } from './settle.ts'

/**
 * Makes the page's end: a function that sends this tab's own unacknowledged chunks in its task. It reads no
 * store, compresses and hashes nothing, because what is awaited at a page's end is lost.
 * With `final` the page goes away: requests in flight end with it, and streams get their end mark.
 */
export function createPageEnd(parts: Parts): (final: boolean) => void {
  const { consent, queue, flights, chunker, delivery } = parts
  return (final) => {
    chunker.cutNow()
    if (delivery.paused()) return
    // What has gone a moment ago, when the page was hidden, counts towards the same allowance.
    let bytes = 0
    const carried = [...flights].flatMap(({ chunks, last }) => {
      if (last) for (const chunk of chunks) bytes += chunk.bytes
      return last || !final ? chunks.map(({ id }) => id) : []
    })
    const chunks = queue.own().filter((chunk) => {
      if (!parts.alive(chunk) || carried.includes(chunk.id)) return false
      bytes += chunk.bytes
      return bytes <= OWN_BYTES
    })
    const marks: WireChunk[] = []
    // The mark says how many numbers a stream has given out, so that a missing tail is seen.
    for (const [purpose, lane] of final ? chunker.lanes : []) {
      const { name, next, stream } = lane
      if (!stream || next === lane.marked || !consent.allows(purpose)) continue
      lane.marked = next
      marks.push({ stream: name, purpose, seq: next, count: 0, at: stream.at, lines: '', end: next })
    }
    if (!chunks.length && !marks.length) return
    void send(parts, chunks, true, marks)
      // Anything but an acceptance leaves the chunks where they are, for the next page.
      .then(async (outcome) => {
        if (outcome.kind.startsWith('accepted')) await settle(parts, chunks, outcome)
      })
      .catch(() => undefined)
  }
}
