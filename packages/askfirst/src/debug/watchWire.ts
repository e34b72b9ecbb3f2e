import type { Stop } from '@askfirst/consent'
import { native } from '@askfirst/formats'
import type { Fate } from './fate.ts'

/** One event of a request, as it left. */
export interface WireEvent {
  name: string
  stream: string
  seq: number
}

/** One request of the SDK, as it left. */
export interface WireCall {
  url: string
  body: string
  /** empty where the format is not the native one */
  events: WireEvent[]
}

export interface WireWatcher {
  started(call: WireCall): void
  /** @param answer status and words, for people */
  ended(call: WireCall, answer: string, fateOf: (event: WireEvent) => Fate): void
}

type Page = Pick<typeof globalThis, 'fetch'>

/**
 * Looks at what the SDK sends, by standing in front of `fetch`. Its requests are known by what no page's own have
 * together: a POST without credentials and without referrer.
 *
 * @returns puts `fetch` back
 */
export function watchWire(page: Page, watcher: WireWatcher): Stop {
  const original = page.fetch
  let on = true
  const patched: typeof fetch = (input, init) => {
    // Nothing is awaited before the call: at the page's end there is no later.
    const reply = original.call(page, input, init)
    const ours = init?.method === 'POST' && init.credentials === 'omit'
    if (on && ours && init.referrerPolicy === 'no-referrer')
      void follow(String(input), init.body, reply, watcher)
    return reply
  }
  page.fetch = patched
  return () => {
    on = false
    // Where someone has patched it since, ours stays beneath theirs and only passes calls on.
    if (page.fetch === patched) page.fetch = original
  }
}

async function follow(
  url: string,
  sent: BodyInit | null | undefined,
  reply: Promise<Response>,
  watcher: WireWatcher,
): Promise<void> {
  let call: WireCall | undefined
  // The answer is copied in the task that it comes in: the SDK reads it, too.
  const copied = reply.then((response) => response.clone())
  copied.catch(() => undefined)
  try {
    const body = await text(sent)
    call = { url, body, events: readEvents(body) }
    watcher.started(call)
    const response = await copied
    const { status } = response
    const said = await response.text()
    const outcome = native(url).read(
      { status, retryAfter: response.headers.get('retry-after'), body: said },
      0,
    )
    watcher.ended(call, `${status}, ${outcome.kind}`, (event) => {
      if (outcome.kind === 'accepted') return { state: 'acknowledged' }
      if (outcome.kind === 'acceptedWithDrops')
        return isRejected(event, said) ? { state: 'dropped', reason: 'refused' } : { state: 'acknowledged' }
      // Of a batch that is refused whole the SDK tries the parts again.
      const alone = call?.events.length === 1
      if (alone && outcome.kind === 'split') return { state: 'dropped', reason: 'too_large' }
      if (alone && outcome.kind === 'drop') return { state: 'dropped', reason: outcome.reason }
      return { state: 'retry', reason: String(status) }
    })
  } catch {
    if (call) watcher.ended(call, 'no answer', () => ({ state: 'retry', reason: 'no answer' }))
  }
}

async function text(body: BodyInit | null | undefined): Promise<string> {
  if (!(body instanceof ArrayBuffer)) return String(body)
  return new Response(new Blob([body]).stream().pipeThrough(new DecompressionStream('gzip'))).text()
}

/** Names and numbers of a native body; none of any other. */
function readEvents(body: string): WireEvent[] {
  const events: WireEvent[] = []
  let stream = ''
  let seq = 0
  try {
    for (const line of body.split('\n')) {
      const parsed = JSON.parse(line) as Partial<WireEvent>
      if (parsed.stream !== undefined) {
        stream = parsed.stream
        seq = parsed.seq ?? 0
      } else if (stream && parsed.name !== undefined) events.push({ name: parsed.name, stream, seq: seq++ })
    }
  } catch {
    // Another format.
  }
  return events
}

function isRejected({ stream, seq }: WireEvent, said: string): boolean {
  const { rejected } = JSON.parse(said) as { rejected: { stream: string; seq: number }[] }
  return rejected.some((each) => each.stream === stream && each.seq === seq)
}
