import type { WireChunk } from '@askfirst/formats'
import { type Chunk, countEvents } from './chunk.ts'
import { utf8Length } from './encodeChunks.ts'
import { OWN_BYTES } from './ownChunks.ts'
import type { Parts } from './parts.ts'
import type { Route } from './route.ts'
import { send, toRequest } from './sender.ts'
import { atMostOnce, settle } from './settle.ts'

/** What bodies come to at most, together: browsers let 64 KiB outlive a page (Fetch standard, `keepalive`). */
const LAST_BYTES = 60_000

/** What the page's end may still send, all destinations together, in bytes. */
interface Allowance {
  left: number
}

/**
 * Makes the page's end: a function that sends this tab's own unacknowledged chunks in its task. It reads no
 * store, compresses and hashes nothing, because what is awaited at a page's end is lost.
 * With `final` the page goes away: requests in flight end with it, and streams get their end mark.
 */
export function createPageEnd(parts: Parts): (final: boolean) => void {
  const { queue, flights, chunker, routes } = parts
  return (final) => {
    chunker.cutNow()
    // What has gone a moment ago, when the page was hidden, counts towards the same allowance.
    let bytes = 0
    const carried = [...flights].flatMap(({ chunks, last }) => {
      if (last) for (const chunk of chunks) bytes += chunk.bytes
      return last || !final ? chunks.map(({ id }) => id) : []
    })
    const allowance: Allowance = { left: LAST_BYTES - bytes }
    const open = routes.filter(({ delivery }) => !delivery.paused())
    const chunks = queue.own().filter((chunk) => {
      if (!parts.alive(chunk) || carried.includes(chunk.id) || !open.some(({ owns }) => owns(chunk.stream)))
        return false
      bytes += chunk.bytes
      return bytes <= OWN_BYTES
    })
    for (const route of open) {
      const own = chunks.filter(({ stream }) => route.owns(stream))
      go(route, allowance, own, final ? endMarks(parts, route) : [])
    }
  }
}

/** The marks say how many numbers the destination's streams have given out, so that a missing tail is seen. */
function endMarks({ chunker, consent }: Parts, { name: destination }: Route): WireChunk[] {
  return [...chunker.lanes].flatMap(([purpose, { sequences }]) =>
    sequences.flatMap((sequence) => {
      const { route, name, next, stream } = sequence
      if (route.name !== destination || !stream || next === sequence.marked || !consent.allows(purpose))
        return []
      sequence.marked = next
      return { stream: name, purpose, seq: next, count: 0, at: stream.at, lines: '', end: next }
    }),
  )
}

/** Sends, in this task, what the allowance has room for. */
function go(route: Route, allowance: Allowance, some: readonly Chunk[], ends: readonly WireChunk[]): void {
  const { format, queue, lose } = route
  const request = some.length + ends.length ? tried(() => toRequest(route, some, true, ends)) : undefined
  if (!request) return
  const size = utf8Length(request.body)
  if (size > allowance.left || (some[1] && countEvents(some) > format.limits.events)) {
    // In other languages events may be longer than they wait; one that is too long by itself stays.
    const middle = some.length >> 1
    if (middle) {
      go(route, allowance, some.slice(0, middle), [])
      go(route, allowance, some.slice(middle), ends)
    } else if (some.length) go(route, allowance, [], ends)
    return
  }
  allowance.left -= size
  const once = atMostOnce(format)
  const answer = send(route, some, true, request)
  // Nobody may hear the answer, and the next page would send it again.
  if (once) void queue.change([], some).catch(() => undefined)
  // Else anything but an acceptance leaves the chunks where they are, for the next page.
  answer
    .then(async (outcome) => {
      if (outcome.kind.startsWith('accepted')) await settle(route, some, outcome)
      else if (once) lose('unanswered', countEvents(some))
    })
    .catch(() => undefined)
}

/** A format that throws leaves its chunks to the next page, which looks for what it throws at. */
function tried<Result>(make: () => Result): Result | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}
