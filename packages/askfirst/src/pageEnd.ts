import type { Core } from './core.ts'
import { OWN_BYTES } from './queue.ts'
import { send, toWire } from './sender.ts'
import { settle } from './settle.ts'

/**
 * Makes the page's end: a function that sends this tab's own unacknowledged chunks in its task. It reads no
 * store, compresses and hashes nothing, because what is awaited at a page's end is lost.
 * With `final` the page goes away: requests in flight end with it, and streams get their end mark.
 */
export function createPageEnd(core: Core): (final: boolean) => void {
  const { consent, queue, flights, chunker, delivery } = core
  /** number up to which a stream's end mark was sent, by the stream's name */
  const marked = new Map<string, number>()
  return (final) => {
    chunker.cutNow()
    if (delivery.paused()) return
    const carried: string[] = []
    // What has gone a moment ago, when the page was hidden, counts towards the same allowance.
    let bytes = 0
    for (const { chunks, last } of flights) {
      if (last) bytes += chunks.reduce((sum, chunk) => sum + chunk.bytes, 0)
      if (last || !final) carried.push(...chunks.map(({ id }) => id))
    }
    const chunks = queue.own().filter((chunk) => {
      if (!consent.allows(chunk.purpose) || carried.includes(chunk.id)) return false
      bytes += chunk.bytes
      return bytes <= OWN_BYTES
    })
    const wire = toWire(chunks)
    // The mark says how many numbers a stream has given out, so that a missing tail is seen.
    for (const { name, next, stream } of final ? chunker.lanes() : []) {
      if (!stream || !next || marked.get(name) === next || !consent.allows(stream.purpose)) continue
      const { purpose, at } = stream
      marked.set(name, next)
      wire.push({ stream: name, purpose, seq: next, count: 0, at, lines: '', end: next })
    }
    if (!wire.length) return
    void send(core, { chunks, last: true, controller: new AbortController() }, wire, () => true)
      .then((outcome) => outcome.kind.startsWith('accepted') && settle(core, chunks, outcome))
      // Anything else leaves the chunks where they are, for the next page.
      .catch(() => undefined)
  }
}
