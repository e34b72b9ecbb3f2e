import { toBatch } from './batch.ts'
import type { Chunker } from './chunker.ts'
import { OWN_BYTES } from './ownChunks.ts'
import type { Route } from './route.ts'
import { sendAtEnd, toOutcome } from './sender.ts'
import { settle } from './settle.ts'

/**
 * Makes the page's end: a function that sends this tab's own unacknowledged chunks in its task. It reads no
 * store, opens no seal, compresses and hashes nothing, because what is awaited at a page's end is lost.
 * With `final` the page goes away: requests in flight end with it, and streams get their end mark.
 */
export function createPageEnd(route: Route, chunker: Chunker): (final: boolean) => void {
  const { env, consent, queue, format, site, flights, pace } = route
  /** number up to which a stream's end mark was sent, by the stream's secret */
  const marked = new Map<string, number>()
  return (final) => {
    chunker.cutNow()
    if (pace.asked()) return
    let bytes = 0
    const own = queue.own.all().filter(([{ id, purpose, bytes: size }]) => {
      if (!consent.allows(purpose) || flights.carries(id, final)) return false
      bytes += size
      return bytes <= OWN_BYTES
    })
    const ended = chunker
      .streams()
      .filter(({ row, next }) => final && consent.allows(row.purpose) && marked.get(row.secret) !== next)
    if (!own.length && !ended.length) return
    for (const { row, next } of ended) marked.set(row.secret, next)
    const chunks = own.map(([chunk]) => chunk)
    const streams = [...new Set(own.map(([, stream]) => stream))]
    const batch = toBatch(site, env.now(), chunks, streams, ended)
    const flight = flights.begin({
      purposes: batch.chunks.map(({ purpose }) => purpose),
      ids: chunks.map(({ id }) => id),
      events: chunks.reduce((sum, { count }) => sum + count, 0),
      last: true,
    })
    const finish = async (): Promise<void> => {
      const request = format.encode(batch, { pageEnd: true })
      const outcome = toOutcome(format, await sendAtEnd(env, request, flight.controller.signal), env.now())
      flights.end(flight)
      if (outcome.kind.startsWith('accepted')) await settle(route, { chunks, streams: [] }, outcome)
    }
    // Anything else leaves the chunks where they are, for the next page.
    finish().catch(() => undefined)
  }
}
