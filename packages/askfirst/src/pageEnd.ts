import type { WireChunk } from '@askfirst/formats'
import { type Chunk, countEvents } from './chunk.ts'
import { utf8Length } from './encodeChunks.ts'
import { OWN_BYTES } from './ownChunks.ts'
import type { Parts } from './parts.ts'
import { send, toRequest } from './sender.ts'
import { atMostOnce, settle } from './settle.ts'

/** What bodies come to at most, together: browsers let 64 KiB outlive a page (Fetch standard, `keepalive`). */
const LAST_BYTES = 60_000

/**
 * Makes the page's end: a function that sends this tab's own unacknowledged chunks in its task. It reads no
 * store, compresses and hashes nothing, because what is awaited at a page's end is lost.
 * With `final` the page goes away: requests in flight end with it, and streams get their end mark.
 */
export function createPageEnd(parts: Parts): (final: boolean) => void {
  const { consent, queue, flights, format, chunker, delivery, lose } = parts
  return (final) => {
    chunker.cutNow()
    if (delivery.paused()) return
    // What has gone a moment ago, when the page was hidden, counts towards the same allowance.
    let bytes = 0
    const carried = [...flights].flatMap(({ chunks, last }) => {
      if (last) for (const chunk of chunks) bytes += chunk.bytes
      return last || !final ? chunks.map(({ id }) => id) : []
    })
    let left = LAST_BYTES - bytes
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
    const go = (some: readonly Chunk[], ends: readonly WireChunk[]): void => {
      const request = some.length + ends.length ? tried(() => toRequest(parts, some, true, ends)) : undefined
      if (!request) return
      const size = utf8Length(request.body)
      if (size > left || (some[1] && countEvents(some) > format.limits.events)) {
        // In other languages events may be longer than they wait; one that is too long by itself stays.
        const middle = some.length >> 1
        if (middle) {
          go(some.slice(0, middle), [])
          go(some.slice(middle), ends)
        }
        return
      }
      left -= size
      const once = atMostOnce(format)
      const answer = send(parts, some, true, request)
      // Nobody may hear the answer, and the next page would send it again.
      if (once) void queue.change([], some).catch(() => undefined)
      // Else anything but an acceptance leaves the chunks where they are, for the next page.
      answer
        .then(async (outcome) => {
          if (outcome.kind.startsWith('accepted')) await settle(parts, some, outcome)
          else if (once) lose('unanswered', countEvents(some))
        })
        .catch(() => undefined)
    }
    go(chunks, marks)
  }
}

/** A format that throws leaves its chunks to the next page, which looks for what it throws at. */
function tried<Result>(make: () => Result): Result | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}
