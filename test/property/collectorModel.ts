import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { type Lost, streamName, type WireResponse } from '@askfirst/formats'
import type { Tab } from './tab.ts'
import type { VirtualClock } from './virtualClock.ts'

/** How the collector, or the way to it, behaves. */
export const MOODS = [
  'well',
  'slow',
  'unavailable',
  'busy',
  'tooLarge',
  'garbage',
  'replyLost',
  'unreachable',
  'hanging',
  'fetchThrows',
] as const
export type Mood = (typeof MOODS)[number]

/** Of the virtual clock's time: Node's own takes a thread and real time. */
const DIGEST = {
  digest: async (_name: string, data: Uint8Array) =>
    Uint8Array.from(createHash('sha256').update(data).digest()).buffer,
}

/** The number that tells a poisoned event: a batch with one is refused whole. */
export const POISON = -1

export interface WireEventSeen {
  /** the unique number that the test gave the event */
  id: number
  name: string
  purpose: string
  stream: string
  seq: number
}

/** One request, noted when it starts. */
export interface WireStart {
  order: number
  time: number
  tab: number
  events: WireEventSeen[]
  /** neither answered nor ended by the tab */
  open: boolean
}

/** A collector inside the world: keeps events by (stream, seq), and everything that ever started towards it. */
export interface CollectorModel {
  mood: Mood
  readonly starts: WireStart[]
  /** unique number of the event stored under `stream seq` */
  readonly stored: Map<string, number>
  /** breaches of (stream, seq), in words */
  readonly clashes: string[]
  /** ranges that streams have explained */
  readonly explained: { stream: string; lost: Lost }[]
  /** names of the streams that visitors have erased */
  readonly erased: Set<string>
  /** erase requests, in order */
  readonly erasing: { order: number; mood: Mood }[]
  /** One request of a tab; with `last` it outlives the tab. */
  send(tab: Tab, body: unknown, signal: AbortSignal, last: boolean): Promise<WireResponse>
  /** One request to erase streams. */
  erase(tab: Tab, body: string, signal: AbortSignal): Promise<WireResponse>
}

interface Parsed {
  events: WireEventSeen[]
  lost: CollectorModel['explained']
  poisoned: boolean
}

export function collectorModel(
  clock: VirtualClock,
  latency: () => number,
  order: () => number,
  onStart: (tab: Tab, start: WireStart) => void,
): CollectorModel {
  const begin = (tab: Tab, body: unknown): Parsed & { start: WireStart } => {
    const parsed = parse(body)
    const start = { order: order(), time: clock.time(), tab: tab.id, events: parsed.events, open: true }
    model.starts.push(start)
    onStart(tab, start)
    return { ...parsed, start }
  }

  const store = ({ events, lost }: Parsed): void => {
    for (const { stream, seq, id } of events) {
      if (model.erased.has(stream)) continue
      const key = `${stream} ${seq}`
      const known = model.stored.get(key)
      if (known !== undefined && known !== id) model.clashes.push(`${key} is both ${known} and ${id}`)
      model.stored.set(key, id)
    }
    model.explained.push(...lost)
  }

  const answer = async (mood: Mood, parsed: Parsed, ended: () => boolean): Promise<WireResponse> => {
    await clock.wait(1 + latency() + (mood === 'slow' ? 6_000 : 0))
    if (mood === 'hanging') return new Promise(() => undefined)
    if (mood === 'unreachable') throw new TypeError('failed to fetch')
    if (mood === 'unavailable') return reply(503, 'down')
    if (mood === 'busy') return reply(429, 'busy', '7')
    if (mood === 'tooLarge' && parsed.events.length > 1) return reply(413, 'too large')
    if (mood === 'garbage') return reply(200, '<html>Sign in to the network</html>')
    if (parsed.poisoned) return reply(400, 'refused')
    if (ended()) throw new TypeError('aborted')
    store(parsed)
    await clock.wait(1 + latency())
    if (mood === 'replyLost') throw new TypeError('connection reset')
    return reply(200, JSON.stringify({ accepted: parsed.events.length, duplicate: 0, rejected: [] }))
  }

  const model: CollectorModel = {
    mood: 'well',
    starts: [],
    stored: new Map(),
    clashes: [],
    explained: [],
    erased: new Set(),
    erasing: [],
    erase: (tab, body, signal) => {
      if (tab.dead()) return tab.gate(new Promise(() => undefined))
      model.erasing.push({ order: order(), mood: model.mood })
      return tab.gate(Promise.race([answerErasure(model, clock, latency, body), aborted(signal)]))
    },
    send: async (tab, body, signal, last) => {
      if (tab.dead()) return tab.gate(new Promise(() => undefined))
      const parsed = begin(tab, body)
      if (model.mood === 'fetchThrows') {
        // The environment falls back to a beacon, whose answer nobody hears.
        parsed.start.open = false
        if (last) store(parsed)
        throw new TypeError('the keepalive budget is spent')
      }
      const ended = (): boolean => signal.aborted || (tab.dead() && !last)
      const over = (): void => {
        parsed.start.open = false
      }
      const answered = answer(model.mood, parsed, ended).finally(over)
      return tab.gate(Promise.race([answered, aborted(signal, over)]))
    },
  }
  return model
}

/** Rejects with the abort, in whose task it calls `then`. */
function aborted(signal: AbortSignal, then?: () => void): Promise<never> {
  return new Promise((_, fail) => {
    signal.addEventListener('abort', () => {
      then?.()
      fail(new DOMException('aborted', 'AbortError'))
    })
  })
}

/** Erases what a request names, as far as the mood lets it. */
async function answerErasure(
  model: Pick<CollectorModel, 'mood' | 'erased' | 'stored'>,
  clock: VirtualClock,
  latency: () => number,
  body: string,
): Promise<WireResponse> {
  const { mood } = model
  const { streams } = JSON.parse(body) as { streams: { day: string; secret: string }[] }
  await clock.wait(1 + latency() + (mood === 'slow' ? 6_000 : 0))
  if (mood === 'hanging') return new Promise(() => undefined)
  if (mood === 'unreachable' || mood === 'fetchThrows') throw new TypeError('failed to fetch')
  if (mood === 'unavailable') return reply(503, 'down')
  if (mood === 'busy') return reply(429, 'busy', '7')
  if (mood === 'garbage') return reply(200, '<html>Sign in to the network</html>')
  for (const { day, secret } of streams) model.erased.add(await streamName(DIGEST, day, secret, 'native'))
  for (const key of model.stored.keys()) if (model.erased.has(key.split(' ')[0]!)) model.stored.delete(key)
  await clock.wait(1 + latency())
  if (mood === 'replyLost') throw new TypeError('connection reset')
  return reply(200, JSON.stringify({ erased: 1, streams: streams.length }))
}

function reply(status: number, body: string, retryAfter: string | null = null): WireResponse {
  return { status, retryAfter, body }
}

/** Reads a native request, plain or gzip, as the collector's documents describe it. */
function parse(body: unknown): Parsed {
  const text = typeof body === 'string' ? body : gunzipSync(body as Uint8Array).toString()
  const [head, ...lines] = text.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  if (head?.['v'] !== 1) throw new Error('no head line')
  const parsed: Parsed = { events: [], lost: [], poisoned: false }
  let stream = ''
  let purpose = ''
  let seq = 0
  for (const line of lines) {
    if (line['stream']) {
      stream = String(line['stream'])
      purpose = String(line['purpose'])
      seq = Number(line['seq'])
      for (const lost of (line['lost'] ?? []) as Lost[]) parsed.lost.push({ stream, lost })
      continue
    }
    const props = line['props'] as { n: number; poison?: number }
    parsed.poisoned ||= props.poison === POISON
    parsed.events.push({ id: props.n, name: String(line['name']), purpose, stream, seq: seq++ })
  }
  return parsed
}
