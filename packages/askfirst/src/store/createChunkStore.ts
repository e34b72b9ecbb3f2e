import type { Database } from '@askfirst/consent'
import type { LossReason } from '@askfirst/formats'
import { readChunkId } from '../chunkId.ts'
import { loss } from '../loss.ts'
import type {
  Changed,
  Changes,
  Chunk,
  ChunkStore,
  Kinds,
  Purged,
  QueueLimits,
  QueueTotals,
  Stream,
} from './chunkStore.ts'

type Run = Database['run']

/** Rows that one lease looks through. */
const LEASE_ROWS = 200

/** A chunk on the wire, by the chunk's id, so that what is gone is not put back. */
interface Lease {
  id: string
  purpose: string
  until: number
}

/** The queue's rules over one table: `c` and a chunk's id, `l` a lease, `k` a purpose's key, `s` a stream. */
export function createChunkStore({ kind, run, close }: Database): ChunkStore {
  return {
    kind,
    close,
    change: (changes, limits, now) => change(run, changes, limits, now),
    lease: (purposes, limits, now, until) => lease(run, purposes, limits, now, until),
    purge: (purposes, kinds) => purge(run, purposes, kinds),
    key: async (purpose, candidate) => {
      const read = async (): Promise<CryptoKey | undefined> => {
        const row = await run('readonly', (rows) => rows.get(`k${purpose}`))
        return (row as { key: CryptoKey } | undefined)?.key
      }
      const stored = await read()
      if (stored) return stored
      await run('readwrite', (rows) => rows.put(`k${purpose}`, { purpose, key: candidate }))
      // Two tabs at once: both go on with the one that was written last.
      return (await read()) ?? candidate
    },
  }
}

/** Writes at once; resolves with the ids of all chunks, in order. */
async function write(
  run: Run,
  { add = [], remove = [], free = [], forget = [] }: Changes,
): Promise<string[]> {
  const keys = await run('readwrite', (rows) => {
    for (const id of [...remove, ...free]) void rows.delete(`l${id}`)
    for (const id of remove) void rows.delete(`c${id}`)
    for (const { secret } of forget) void rows.delete(`s${secret}`)
    for (const chunk of add) {
      void rows.put(`c${chunk.id}`, chunk)
      void rows.put(`s${chunk.stream.secret}`, chunk.stream)
    }
    return rows.keys('c')
  })
  return keys.map((key) => key.slice(1))
}

async function change(run: Run, changes: Changes, limits: QueueLimits, now: number): Promise<Changed> {
  const ids = await write(run, changes)
  if (changes.before) {
    const streams = (await run('readonly', (rows) => rows.all('s'))) as Stream[]
    await write(run, { forget: streams.filter(({ at }) => at < changes.before!) })
  }
  const gone = excess(ids, limits, now)
  if (!gone.length) return { totals: measure(ids), evicted: [] }
  const found = await run('readonly', (rows) => Promise.all(gone.map(([id]) => rows.get(`c${id}`))))
  const evicted = gone
    .map(([, reason], i): [Chunk, LossReason] => [found[i] as Chunk, reason])
    .filter(([chunk]) => chunk)
  // What is left of each says that it was lost.
  const add = evicted.flatMap(([chunk, reason]) => (chunk.count ? [loss(chunk, reason, now)] : []))
  const left = await write(run, { add, remove: evicted.map(([{ id }]) => id) })
  return { totals: measure(left), evicted }
}

/** The oldest chunks, as many as it takes until the queue is within its limits. */
function excess(ids: readonly string[], limits: QueueLimits, now: number): [string, LossReason][] {
  let { events, bytes } = measure(ids)
  const gone: [string, LossReason][] = []
  for (const id of ids) {
    const chunk = readChunkId(id)
    const old = chunk.at < now - limits.age
    if (!old && (!chunk.events || (events <= limits.events && bytes <= limits.bytes))) continue
    gone.push([id, old ? 'too_old' : 'queue_full'])
    events -= chunk.events
    bytes -= chunk.bytes
  }
  return gone
}

async function lease(
  run: Run,
  purposes: readonly string[],
  limits: QueueTotals,
  now: number,
  until: number,
): Promise<Chunk[]> {
  const [rows, leases] = (await run('readonly', (table) =>
    Promise.all([table.all('c', LEASE_ROWS), table.all('l')]),
  )) as [Chunk[], Lease[]]
  // A lease further ahead than any is taken was written under another clock.
  const taken = new Set(leases.filter((row) => row.until > now && row.until <= until).map(({ id }) => id))
  const chunks: Chunk[] = []
  let events = 0
  let bytes = 0
  for (const chunk of rows) {
    if (taken.has(chunk.id) || !purposes.includes(chunk.purpose)) continue
    events += chunk.count
    bytes += chunk.bytes
    const full = events > limits.events || bytes > limits.bytes || chunks.length >= limits.chunks
    if (full && chunks.length) break
    chunks.push(chunk)
  }
  await run('readwrite', async (table) => {
    for (const { id, purpose } of chunks) void table.put(`l${id}`, { id, purpose, until } satisfies Lease)
  })
  return chunks
}

async function purge(run: Run, purposes: readonly string[], kinds: Kinds): Promise<Purged> {
  const [keys, rows] = await run('readonly', (table) => Promise.all([table.keys(''), table.all('')]))
  const ours = keys
    .map((key, i): [string, Stream] => [key, rows[i] as Stream])
    .filter(([, { purpose }]) => purposes.includes(purpose))
  const gone = ours.map(([key]) => key).filter((key) => kinds.includes(key[0]!))
  await run('readwrite', async (table) => {
    for (const key of gone) void table.delete(key)
  })
  const ids = gone.filter((key) => key[0] === 'c').map((key) => key.slice(1))
  const streams = ours.filter(([key]) => key[0] === 's').map(([, row]) => row)
  return { events: measure(ids).events, streams }
}

function measure(ids: readonly string[]): QueueTotals {
  const totals = { events: 0, bytes: 0, chunks: ids.length }
  for (const id of ids) {
    const { events, bytes } = readChunkId(id)
    totals.events += events
    totals.bytes += bytes
  }
  return totals
}
