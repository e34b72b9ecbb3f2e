import type { Format, Outcome, WireRequest, WireResponse } from '@askfirst/formats'
import type { Env } from './environment.ts'

/** Below this many characters gzip saves less than it costs. */
const GZIP_FROM = 1_000

/**
 * Sends one request while the page lives; null where no answer came, or the gate was shut.
 *
 * @param gate asked in the task of the fetch, after everything that is awaited
 */
export async function send(
  env: Env,
  request: WireRequest,
  signal: AbortSignal,
  gate: () => boolean,
): Promise<WireResponse | null> {
  try {
    const packed = request.gzip && request.body.length > GZIP_FROM && (await env.gzip(request.body))
    if (!gate() || signal.aborted) return null
    return await start(env, request, { body: packed || request.body, signal })
  } catch {
    return null
  }
}

/**
 * Sends one request at the page's end: starts in this task, outlives the page.
 * `sendBeacon` only where `fetch` throws: it can't be aborted.
 */
export async function sendAtEnd(
  env: Env,
  request: WireRequest,
  signal: AbortSignal,
): Promise<WireResponse | null> {
  let reply: Promise<WireResponse>
  try {
    reply = start(env, request, { body: request.body, signal, keepalive: true })
  } catch {
    env.beacon(request.url, request.body)
    return null
  }
  return reply.catch(() => null)
}

/** What a format reads in an answer; no answer is one to try again. */
export function toOutcome(format: Format, response: WireResponse | null, now: number): Outcome {
  return response ? format.read(response, now) : { kind: 'retry' }
}

function start(env: Env, { url, method, headers }: WireRequest, init: RequestInit): Promise<WireResponse> {
  const replying = env.fetch(url, {
    ...init,
    method,
    headers,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  })
  // The body is always read: one that nobody reads keeps its share of Chromium's keepalive allowance.
  return replying.then(async (response) => ({
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: await response.text(),
  }))
}
