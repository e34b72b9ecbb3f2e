import type { Outcome, WireChunk } from '@askfirst/formats'
import type { Chunk } from './chunk.ts'
import type { Flight, Route } from './route.ts'

/** Below this many characters gzip saves less than it costs. */
const GZIP_FROM = 1_000

/** Puts chunks into their wire form: what only the device needs stays here. */
export function toWire(chunks: readonly Chunk[]): WireChunk[] {
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
 * Sends one batch and reads the answer; no answer is one to try again. A flight that is the page's last starts
 * in this task and outlives the page.
 *
 * @param gate asked in the task of the request, after everything that is awaited
 */
export async function send(
  route: Route,
  flight: Flight,
  wire: WireChunk[],
  gate: () => boolean,
): Promise<Outcome> {
  const { env, format, site, flights } = route
  const { last, controller } = flight
  const request = format.encode({ site, sentAt: env.now(), chunks: wire }, { pageEnd: last })
  flights.add(flight)
  try {
    const { body } = request
    const pack = !last && request.gzip && body.length > GZIP_FROM
    const packed = pack && (await env.gzip(body).catch(() => null))
    const { signal } = controller
    if (!gate() || signal.aborted) return { kind: 'retry' }
    return format.read(await env.send(request, packed || body, signal, last), env.now())
  } catch {
    return { kind: 'retry' }
  } finally {
    flights.delete(flight)
  }
}
