import { base64url, type LossReason, type Props, streamName } from '@askfirst/formats'
import type { Chunk, Stream } from './chunk.ts'
import { encodeChunks } from './encodeChunks.ts'
import type { Env } from './environment.ts'
import type { ReadyEvent } from './event.ts'
import type { Lane, Sequence } from './lane.ts'
import type { Route } from './route.ts'

export interface Chunker {
  /** the streams that run, by purpose */
  lanes: ReadonlyMap<string, Lane>
  /** Begins the purpose's stream unless it runs, so that chunks can be cut without waiting. */
  open(purpose: string): void
  /** Takes an event of a purpose whose stream runs. */
  add(event: ReadyEvent): void
  /** Cuts what waits, at once: fields that still need hashing are left out. */
  cutNow(): void
  /** Ends the purposes' streams; what waits for a chunk is gone: its events are returned, for each destination one. */
  end(purposes: readonly string[]): number
}

/**
 * Turns the events of one tick into chunks, for each destination its own: placeholders resolved, numbers given, lines
 * written once.
 *
 * @param decision `seq` of the newest decision
 * @param hash puts keyed hashes in the place of what the events want hashed; where it rejects, those fields do not leave
 * @param unhashed told of fields that were not hashed, or not in time, and do not leave
 * @param put takes finished chunks in the task in which they were made
 * @param begun told of each stream that begins
 */
export function createChunker(
  env: Env,
  routes: readonly Pick<Route, 'name' | 'format' | 'fields' | 'takes'>[],
  decision: () => number,
  hash: (events: readonly ReadyEvent[]) => Promise<void>,
  put: (chunks: Chunk[]) => void,
  lose: (reason: LossReason, events: number) => void,
  unhashed: (fields: number) => void,
  begun: (stream: Stream) => void,
): Chunker {
  const lanes = new Map<string, Lane>()

  /** Cuts once what the lane needs is done, or can't be done. */
  const cutAfter = (lane: Lane, work: () => Promise<void>): void => {
    lane.work ??= work()
      .catch(() => true)
      .then((failed) => {
        lane.work = undefined
        cut(lane, failed)
      })
  }

  /** @param now true: without waiting for hashes, because they failed, or at the page's end, where nothing is awaited */
  const cut = (lane: Lane, now?: unknown): void => {
    const { waiting } = lane
    if (!hasBegun(lane) || !waiting.length || lanes.get(lane.purpose) !== lane) return
    if (!now && waiting.some(({ hashed }) => Object.keys(hashed).length)) {
      cutAfter(lane, () => hash(waiting))
      return
    }
    lane.waiting = []
    for (const { hashed } of waiting) unhashed(Object.keys(hashed).length)
    const numbers = lane.sequences.map(({ next }) => next)
    try {
      put(lane.sequences.flatMap((sequence) => chunksFor(sequence, waiting)))
    } catch {
      // A page that has broken what this stands on (JSON.stringify, say) loses its events, no more.
      lose('invalid', weight(lane, waiting))
      // Numbers that nothing left with go to what follows: else the collector would miss them.
      lane.sequences.forEach((sequence, i) => {
        sequence.next = numbers[i]!
      })
    }
  }

  return {
    lanes,
    open: (purpose) => {
      // Asking the gate may have told of a change meanwhile, which opens it too.
      if (lanes.has(purpose)) return
      const sequences = routes
        .filter(({ takes }) => takes(purpose))
        .map((route): Sequence => ({ route, name: '', next: 0, marked: 0 }))
      const lane: Lane = { purpose, decision: decision(), sequences, waiting: [] }
      lanes.set(purpose, lane)
      cutAfter(lane, async () => {
        for (const sequence of sequences) begun(await begin(env, lane, sequence))
      })
    },
    add: (event) => {
      const lane = lanes.get(event.purpose)!
      if (lane.waiting.push(event) === 1 && hasBegun(lane)) queueMicrotask(() => cut(lane))
    },
    cutNow: () => {
      for (const lane of lanes.values()) cut(lane, true)
    },
    end: (purposes) => {
      let events = 0
      for (const purpose of purposes) {
        const lane = lanes.get(purpose)
        if (lane) events += weight(lane, lane.waiting)
        lanes.delete(purpose)
      }
      return events
    },
  }
}

function hasBegun({ sequences }: Lane): boolean {
  return sequences.every(({ stream }) => stream)
}

/** An event counts once for each destination that was to have it. */
function weight({ sequences }: Lane, events: readonly ReadyEvent[]): number {
  return events.length * sequences.length
}

/** The events as a destination may see them, numbered in its sequence. */
function chunksFor(sequence: Sequence, events: readonly ReadyEvent[]): Chunk[] {
  const { fields, format } = sequence.route
  const seen = fields ? events.map((event) => ({ ...event, props: pick(event.props, fields) })) : events
  return encodeChunks(seen, sequence, sequence.stream!, format.limits.events)
}

function pick(props: Props, fields: readonly string[]): Props {
  return Object.fromEntries(Object.entries(props).filter(([field]) => fields.includes(field)))
}

/**
 * Begins a destination's stream. Its secret stays on the device; the destination sees a name made from it.
 * Without cryptography (plain http) the name is random, and nobody can ask for an erasure by it.
 */
async function begin(env: Env, { purpose, decision }: Lane, sequence: Sequence): Promise<Stream> {
  const at = env.now()
  const day = new Date(at).toISOString().slice(0, 10)
  const random = (): string => base64url(env.randomBytes(16))
  const secret = random()
  const destination = sequence.route.name
  sequence.name = env.subtle ? await streamName(env.subtle, day, secret, destination) : `${day}.${random()}`
  const id = base64url(env.randomBytes(8))
  sequence.stream = { id, secret, day, purpose, destination, decision, at }
  return sequence.stream
}
