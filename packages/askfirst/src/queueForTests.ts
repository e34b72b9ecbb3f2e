import type { Database } from '@askfirst/consent'
import type { Chunk, QueueLimits, QueueTotals, Stream } from './chunk.ts'
import { chunkId } from './chunkId.ts'
import type { Env } from './environment.ts'
import { memoryRows } from './memoryRows.ts'
import { createQueue, type Queue } from './queue.ts'

export const LIMITS: QueueLimits = { events: 1_000, bytes: 100_000, age: 86_400_000 }
export const BATCH: QueueTotals = { events: 100, bytes: 10_000, chunks: 50 }
export const ANY = (): boolean => true
export const ALL: readonly string[] = ['measurement', 'marketing']
export const NOW = 1_800_000_000_000

export function chunk(
  number: number,
  purpose: string = 'measurement',
  count: number = 1,
  at: number = NOW + number,
  destination: string = 'native',
): Chunk {
  const stream: Stream = {
    id: `stream-${purpose}${destination === 'native' ? '' : `-${destination}`}`,
    secret: `secret-${purpose}`,
    day: '2027-01-15',
    purpose,
    destination,
    decision: 1,
    at: NOW,
  }
  const made = {
    stream,
    name: `2027-01-15.${purpose}`,
    purpose,
    decision: 1,
    seq: number,
    count,
    at,
    lines: Array.from({ length: count }, () => '{"name":"e"}').join('\n'),
    bytes: 100 * count,
  }
  return { ...made, id: chunkId(made) }
}

/** Names of the locks that tabs hold, by the rows that they share. */
const held = new WeakMap<Database, Set<string>>()

/** The locks of the tabs that share rows, as far as the queue uses them: taken at once, or not at all. */
function locksOf(rows: Database): Env['locks'] {
  const names = held.get(rows) ?? new Set()
  held.set(rows, names)
  const request = async (name: string, _: object, work: (lock: object | null) => unknown): Promise<void> => {
    if (names.has(name)) return void (await work(null))
    names.add(name)
    await Promise.resolve(work({})).finally(() => names.delete(name))
  }
  return { request } as unknown as Env['locks']
}

/** One tab's queue, and what a test may change of its world. */
export interface QueueTab {
  queue: Queue
  clock: { now: number }
  /** what it has counted as lost, as `1 queue_full` */
  lost: string[]
  rows: Database
  lastNo: { seq: number }
  gate: { asked(): void }
}

/** One tab's queue over rows that other tabs may share; its clock is the test's. */
export function tab(
  limits: QueueLimits = LIMITS,
  rows: Database = memoryRows(),
  allowed: readonly string[] = ALL,
): QueueTab {
  const lastNo = { seq: 0 }
  const gate = { asked: (): void => undefined }
  const clock = { now: NOW }
  const lost: string[] = []
  const env = {
    now: () => clock.now,
    subtle: crypto.subtle,
    locks: locksOf(rows),
    randomBytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
    openStore: async () => rows,
    deleteStore: async () => undefined,
    warn: () => undefined,
    timer: () => () => undefined,
  } as unknown as Env
  const queue = createQueue(
    env,
    limits,
    true,
    {
      purposes: ALL,
      allows: (purpose) => {
        gate.asked()
        return allowed.includes(purpose)
      },
      lastNo: () => lastNo.seq,
      someGranted: () => true,
    },
    (reason, events) => void (events && lost.push(`${events} ${reason}`)),
  )
  return { queue, clock, lost, rows, lastNo, gate }
}

export const seqs = (chunks: readonly Chunk[]): number[] => chunks.map(({ seq }) => seq)
