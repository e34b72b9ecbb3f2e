import type { Outcome, WireChunk, WireRequest } from '@askfirst/formats'
import { checkOutcome } from './checkOutcome.ts'
import { type Chunk, countEvents } from './chunk.ts'
import type { Flight, Route } from './route.ts'
import { textOf } from './textOf.ts'

/** Below this many characters gzip saves less than it costs. */
const GZIP_FROM = 1_000
/** A request that takes longer is given up. */
const REQUEST_MS = 20_000

/** Puts chunks into their wire form: what only the device needs stays here. */
function toWire(chunks: readonly Chunk[]): WireChunk[] {
  return chunks.map(({ name, purpose, seq, count, at, lines, lost }) => ({
    stream: name,
    purpose,
    seq,
    count,
    at,
    lines,
    lost,
  }))
}

/**
 * What the destination's format makes of chunks, `marks` with them; undefined where nothing is to be sent.
 *
 * @throws whatever a format of the site's own throws, and where it gives no request
 */
export function toRequest(
  { env, format, site }: Pick<Route, 'env' | 'format' | 'site'>,
  chunks: readonly Chunk[],
  last: boolean,
  marks: readonly WireChunk[] = [],
): WireRequest | undefined {
  const batch = { site, sentAt: env.time(), chunks: [...toWire(chunks), ...marks] }
  const request = format.encode(batch, { pageEnd: last })
  if (request && (typeof request.url !== 'string' || typeof request.body !== 'string'))
    throw new TypeError('encode must return { url, body, … } with texts, or undefined')
  return request
}

/**
 * Sends one batch and reads the answer; without one its outcome is unknown. A flight that is the page's last starts
 * in this task and outlives the page.
 */
export async function send(
  route: Route,
  chunks: readonly Chunk[],
  last: boolean,
  made?: WireRequest,
): Promise<Outcome> {
  const { env, format, flights } = route
  let request = made
  const events = countEvents(chunks)
  // What another format has left in the queue may be more than this one takes at once.
  if (!made && events > format.limits.events) return { kind: 'split' }
  try {
    request ??= toRequest(route, chunks, last)
  } catch (error) {
    // A format of the site's own may fail at an event: it is cut out, and does not block those behind it.
    env.warn(`destination ${route.name}: ${textOf(error)}`)
    return { kind: 'drop', reason: 'invalid' }
  }
  // It holds nothing that this collector has a place for: no events as a rule, or none that it would take any more.
  if (!request) return events ? { kind: 'drop', reason: 'refused' } : { kind: 'accepted' }
  const controller = new AbortController()
  const { signal } = controller
  const flight: Flight = { chunks, last, controller }
  let begun = false
  flights.add(flight)
  // What the page's end has sent, nobody waits for: no timer outlives a shutdown.
  const stop = last ? undefined : env.timer(() => controller.abort(), REQUEST_MS)
  try {
    const { body } = request
    const pack = !last && request.gzip && body.length > GZIP_FROM
    const packed = pack && (await env.gzip(body).catch(() => null))
    // The gate is asked again right before the wire, with nothing awaited in between.
    if (!chunks.every(route.alive) || signal.aborted) return { kind: 'retry' }
    begun = true
    const answer = await env.send(request, packed || body, signal, last)
    return checkOutcome(format.read(answer, env.now()), events)
  } catch {
    return { kind: begun ? 'unknown' : 'retry' }
  } finally {
    stop?.()
    flights.delete(flight)
  }
}
