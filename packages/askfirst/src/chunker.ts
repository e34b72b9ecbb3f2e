import type { LossReason } from '@askfirst/formats'
import { encodeChunks } from './encodeChunks.ts'
import type { Env } from './environment.ts'
import type { ReadyEvent } from './event.ts'
import type { Chunk } from './store/chunkStore.ts'
import { beginStream, type Stream } from './streams.ts'

export interface ChunkerOptions {
  env: Env
  destination: string
  /** keyed hash of one field of a purpose; rejects where the device has no cryptography */
  hash(purpose: string, value: unknown): Promise<string>
  /** takes finished chunks in the task in which they were made */
  put(chunks: Chunk[], stream: Stream): void
  lose(reason: LossReason, events: number): void
  /** a field that was not hashed in time and does not leave */
  unhashed(): void
}

export interface Chunker {
  /** Begins the purpose's stream, so that chunks can be cut without waiting. */
  open(purpose: string): void
  add(event: ReadyEvent): void
  /** Cuts what waits, at once: fields that still need hashing are left out. */
  cutNow(): void
  /** Streams that have given out numbers. */
  streams(): Stream[]
  /** Ends the purposes' streams; what waits for a chunk is gone, counted as denied. */
  end(purposes: readonly string[]): void
  /** Resolves when what was added before the call has been cut. */
  idle(): Promise<void>
}

/** One purpose's stream, and what waits to be numbered in it. */
interface Lane {
  stream?: Stream
  waiting: ReadyEvent[]
  /** events with fields that are being hashed */
  hashing: Set<ReadyEvent>
  /** work under way: the stream's beginning, and hashes */
  work: Promise<unknown>[]
}

/** Turns the events of one tick into chunks: placeholders resolved, numbers given, lines written once. */
export function createChunker(options: ChunkerOptions): Chunker {
  const { env, destination, hash, put, lose, unhashed } = options
  const lanes = new Map<string, Lane>()

  const cut = (purpose: string, lane: Lane): void => {
    const { stream, waiting } = lane
    if (!stream || !waiting.length || lanes.get(purpose) !== lane) return
    lane.waiting = []
    put(encodeChunks(waiting, stream), stream)
  }

  const open = (purpose: string): Lane => {
    const found = lanes.get(purpose)
    if (found) return found
    const begin = async (): Promise<void> => {
      lane.stream = await beginStream(env, purpose, destination)
      cut(purpose, lane)
    }
    const lane: Lane = { waiting: [], hashing: new Set(), work: [] }
    lanes.set(purpose, lane)
    lane.work.push(begin())
    return lane
  }

  const push = (lane: Lane, event: ReadyEvent): void => {
    if (lane.waiting.push(event) === 1) queueMicrotask(() => cut(event.purpose, lane))
  }

  const resolve = async (lane: Lane, event: ReadyEvent): Promise<void> => {
    const props = { ...event.props }
    for (const [field, value] of Object.entries(event.hashed)) {
      try {
        props[field] = await hash(event.purpose, value)
      } catch {
        unhashed()
      }
    }
    if (lane.hashing.delete(event)) push(lane, { ...event, props })
  }

  return {
    open,
    add: (event) => {
      const lane = open(event.purpose)
      if (!Object.keys(event.hashed).length) return push(lane, event)
      lane.hashing.add(event)
      lane.work.push(resolve(lane, event))
    },
    cutNow: () => {
      for (const [purpose, lane] of lanes) {
        for (const event of lane.hashing) {
          for (const _ in event.hashed) unhashed()
          lane.waiting.push(event)
        }
        lane.hashing.clear()
        cut(purpose, lane)
      }
    },
    streams: () => [...lanes.values()].flatMap(({ stream }) => (stream?.next ? [stream] : [])),
    end: (purposes) => {
      for (const purpose of purposes) {
        const lane = lanes.get(purpose)
        if (lane) lose('denied', lane.waiting.length + lane.hashing.size)
        lane?.hashing.clear()
        lanes.delete(purpose)
      }
    },
    idle: async () => {
      for (const { work } of lanes.values()) await Promise.all(work.splice(0))
      await null
    },
  }
}
