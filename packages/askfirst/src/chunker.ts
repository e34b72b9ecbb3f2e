import { base64url, type Format, type LossReason, streamName } from '@askfirst/formats'
import type { Chunk, Stream } from './chunk.ts'
import { encodeChunks } from './encodeChunks.ts'
import type { Env } from './environment.ts'
import type { ReadyEvent } from './event.ts'
import type { Lane } from './lane.ts'

export interface Chunker {
  /** the streams that run, by purpose */
  lanes: ReadonlyMap<string, Lane>
  /** Begins the purpose's stream unless it runs, so that chunks can be cut without waiting. */
  open(purpose: string): void
  /** Takes an event of a purpose whose stream runs. */
  add(event: ReadyEvent): void
  /** Cuts what waits, at once: fields that still need hashing are left out. */
  cutNow(): void
  /** Ends the purposes' streams; what waits for a chunk is gone: returns the number of its events. */
  end(purposes: readonly string[]): number
}

/**
 * Turns the events of one tick into chunks: placeholders resolved, numbers given, lines written once.
 *
 * @param decision `seq` of the newest decision
 * @param hash puts keyed hashes in the place of what the events want hashed; where it rejects, those fields do not leave
 * @param unhashed told of fields that were not hashed, or not in time, and do not leave
 * @param put takes finished chunks in the task in which they were made
 * @param begun told of each stream that begins
 */
export function createChunker(
  env: Env,
  format: Pick<Format, 'name' | 'limits'>,
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
    const { stream, waiting } = lane
    if (!stream || !waiting.length || lanes.get(stream.purpose) !== lane) return
    if (!now && waiting.some(({ hashed }) => Object.keys(hashed).length)) {
      cutAfter(lane, () => hash(waiting))
      return
    }
    lane.waiting = []
    for (const { hashed } of waiting) unhashed(Object.keys(hashed).length)
    try {
      put(encodeChunks(waiting, lane, stream, format.limits.events))
    } catch {
      // A page that has broken what this stands on (JSON.stringify, say) loses its events, no more.
      lose('invalid', waiting.length)
    }
  }

  return {
    lanes,
    open: (purpose) => {
      // Asking the gate may have told of a change meanwhile, which opens it too.
      if (lanes.has(purpose)) return
      const lane: Lane = { name: '', decision: decision(), next: 0, marked: 0, waiting: [] }
      lanes.set(purpose, lane)
      cutAfter(lane, async () => begun(await begin(env, purpose, format.name, lane)))
    },
    add: (event) => {
      const lane = lanes.get(event.purpose)!
      if (lane.waiting.push(event) === 1 && lane.stream) queueMicrotask(() => cut(lane))
    },
    cutNow: () => {
      for (const lane of lanes.values()) cut(lane, true)
    },
    end: (purposes) => {
      let events = 0
      for (const purpose of purposes) {
        events += lanes.get(purpose)?.waiting.length ?? 0
        lanes.delete(purpose)
      }
      return events
    },
  }
}

/**
 * Begins a stream. Its secret stays on the device; the destination sees a name made from it.
 * Without cryptography (plain http) the name is random, and nobody can ask for an erasure by it.
 */
async function begin(env: Env, purpose: string, destination: string, lane: Lane): Promise<Stream> {
  const at = env.now()
  const day = new Date(at).toISOString().slice(0, 10)
  const random = (): string => base64url(env.randomBytes(16))
  const secret = random()
  lane.name = env.subtle ? await streamName(env.subtle, day, secret, destination) : `${day}.${random()}`
  lane.stream = { id: base64url(env.randomBytes(8)), secret, day, purpose, decision: lane.decision, at }
  return lane.stream
}
