import type { Database } from '@askfirst/consent'
import type { LossReason } from '@askfirst/formats'
import { readChunkId } from '../chunkId.ts'
import { loss } from '../loss.ts'
import type { Changed, Changes, Chunk, ChunkStore, QueueLimits, QueueTotals, Stream } from './chunkStore.ts'

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
  const write = async ({
    add = [],
    remove = [],
    free = [],
    forget = [],
  }: Changes): Promise<QueueTotals & { ids: string[] }> => {
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
    const ids = keys.map((key) => key.slice(1))
    return { ids, ...measure(ids) }
  }

  /** Gives up the oldest chunks until the queue is within its limits; what is left of each says so. */
  const evict = async (
    ids: readonly string[],
    limits: QueueLimits,
    now: number,
  ): Promise<Changed['evicted']> => {
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
    const chunks = await run('readonly', (rows) => Promise.all(gone.map(([id]) => rows.get(`c${id}`))))
    return gone
      .map(([, reason], i): [Chunk, LossReason] => [chunks[i] as Chunk, reason])
      .filter(([chunk]) => chunk)
  }

  return {
    kind,
    close,
    change: async (changes, limits, now) => {
      const { ids, ...totals } = await write(changes)
      if (changes.before) {
        const streams = (await run('readonly', (rows) => rows.all('s'))) as Stream[]
        await write({ forget: streams.filter(({ at }) => at < changes.before!) })
      }
      const evicted = await evict(ids, limits, now)
      if (!evicted.length) return { totals, evicted }
      const add = evicted.flatMap(([chunk, reason]) => (chunk.count ? [loss(chunk, reason, now)] : []))
      const { ids: _, ...left } = await write({ add, remove: evicted.map(([{ id }]) => id) })
      return { totals: left, evicted }
    },
    lease: async (limits, now, until) => {
      const [rows, leases] = (await run('readonly', (table) =>
        Promise.all([table.all('c', LEASE_ROWS), table.all('l')]),
      )) as [Chunk[], Lease[]]
      // A lease further ahead than any is taken was written under another clock.
      const taken = leases.filter((lease) => lease.until > now && lease.until <= until).map(({ id }) => id)
      const chunks: Chunk[] = []
      for (const chunk of rows.filter(({ id }) => !taken.includes(id))) {
        const { events, bytes } = measure([...chunks, chunk].map(({ id }) => id))
        if (
          chunks.length &&
          (events > limits.events || bytes > limits.bytes || chunks.length >= limits.chunks)
        )
          break
        chunks.push(chunk)
      }
      await run('readwrite', async (table) => {
        for (const { id, purpose } of chunks) void table.put(`l${id}`, { id, purpose, until } satisfies Lease)
      })
      return chunks
    },
    purge: async (purposes, kinds) => {
      const [keys, rows] = await run('readonly', (table) => Promise.all([table.keys(''), table.all('')]))
      const ours = keys.filter((_, i) => purposes.includes((rows[i] as Lease).purpose))
      const gone = ours.filter((key) => kinds.includes(key[0]!))
      await run('readwrite', async (table) => {
        for (const key of gone) void table.delete(key)
      })
      const chunks = gone.filter((key) => key[0] === 'c').map((key) => key.slice(1))
      const streams = rows.filter((_, i) => keys[i]![0] === 's' && ours.includes(keys[i]!)) as Stream[]
      return { events: measure(chunks).events, streams }
    },
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

function measure(ids: readonly string[]): QueueTotals {
  const totals = { events: 0, bytes: 0, chunks: ids.length }
  for (const id of ids) {
    const { events, bytes } = readChunkId(id)
    totals.events += events
    totals.bytes += bytes
  }
  return totals
}
