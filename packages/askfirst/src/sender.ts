import type { Outcome, WireChunk, WireRequest } from '@askfirst/formats'
import { type Chunk, countEvents } from './chunk.ts'
import type { Flight, Route } from './route.ts'

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

/** What the destination's format makes of chunks, `marks` with them; undefined where nothing is to be sent. */
export function toRequest(
  { env, format, site }: Pick<Route, 'env' | 'format' | 'site'>,
  chunks: readonly Chunk[],
  last: boolean,
  marks: readonly WireChunk[] = [],
): WireRequest | undefined {
  return format.encode({ site, sentAt: env.time(), chunks: [...toWire(chunks), ...marks] }, { pageEnd: last })
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
  try {
    request ??= toRequest(route, chunks, last)
  } catch (error) {
    // A format of the site's own may fail at an event: it is cut out, and does not block those behind it.
    env.warn(`destination ${route.name}: ${error}`)
    return { kind: 'drop', reason: 'invalid' }
  }
  // It holds nothing that this collector has a place for: no events as a rule, or none that it would take any more.
  if (!request) return countEvents(chunks) ? { kind: 'drop', reason: 'refused' } : { kind: 'accepted' }
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
    return format.read(await env.send(request, packed || body, signal, last), env.now())
  } catch {
    return { kind: begun ? 'unknown' : 'retry' }
  } finally {
    stop?.()
    flights.delete(flight)
  }
}
