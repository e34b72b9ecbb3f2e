import type { Database, Rows } from '@askfirst/consent'
import type { LossReason } from '@askfirst/formats'
import { loss } from '../loss.ts'
import type { Changes, Chunk, ChunkStore, QueueLimits, QueueTotals, Stream } from './chunkStore.ts'

/** Keys: `c` and a chunk's id, `k` and a purpose, `s` and a stream's secret, `totals`. */
const TOTALS = 'totals'

/** The queue's rules, one transaction each, the same over IndexedDB and memory. */
export function createChunkStore({ kind, run, close }: Database): ChunkStore {
  return {
    kind,
    close,
    change: (changes, limits, now) =>
      run('readwrite', async (rows) => {
        const totals = await readTotals(rows)
        await apply(rows, changes, totals)
        const evicted = await evict(rows, totals, limits, now)
        await rows.put(TOTALS, totals)
        return { totals, evicted }
      }),
    lease: (limits, now, until) =>
      run('readwrite', async (rows) => {
        const chunks: Chunk[] = []
        const sum = { events: 0, bytes: 0, chunks: 0 }
        await rows.each('c', (row) => {
          const chunk = row as Chunk
          // A lease further ahead than any is taken was written under another clock.
          if (chunk.leased && chunk.leased > now && chunk.leased <= until) return true
          add(sum, chunk)
          if (chunks.length && (sum.events > limits.events || sum.bytes > limits.bytes)) return false
          return chunks.push(chunk) < limits.chunks
        })
        for (const chunk of chunks) await rows.put(`c${chunk.id}`, { ...chunk, leased: until })
        return chunks
      }),
    purge: (purposes, kinds) =>
      run('readwrite', async (rows) => {
        const totals = await readTotals(rows)
        const { events } = totals
        const streams: Stream[] = []
        const gone: string[] = []
        await rows.each('', (row, key) => {
          const { purpose, secret } = row as Stream
          if (!purposes.includes(purpose)) return true
          if (secret) streams.push(row as Stream)
          if (kinds.includes(key[0]!)) {
            gone.push(key)
            if ((row as Chunk).lines !== undefined) add(totals, row as Chunk, -1)
          }
          return true
        })
        for (const key of gone) await rows.delete(key)
        await rows.put(TOTALS, totals)
        return { events: events - totals.events, streams }
      }),
    key: (purpose, candidate) =>
      run('readwrite', async (rows) => {
        const first = (await rows.get(`k${purpose}`)) as { key: CryptoKey } | undefined
        if (!first) await rows.put(`k${purpose}`, { purpose, key: candidate })
        return first ? first.key : candidate
      }),
  }
}

async function readTotals(rows: Rows): Promise<QueueTotals> {
  return ((await rows.get(TOTALS)) as QueueTotals | undefined) ?? { events: 0, bytes: 0, chunks: 0 }
}

function add(totals: QueueTotals, { count, bytes }: Chunk, sign = 1): void {
  totals.events += sign * count
  totals.bytes += sign * bytes
  totals.chunks += sign
}

async function apply(rows: Rows, changes: Changes, totals: QueueTotals): Promise<void> {
  const insert = async (chunk: Chunk): Promise<void> => {
    if (await rows.get(`c${chunk.id}`)) return
    await rows.put(`c${chunk.id}`, chunk)
    add(totals, chunk)
  }
  for (const chunk of changes.add ?? []) {
    await insert(chunk)
    await rows.put(`s${chunk.stream.secret}`, chunk.stream)
  }
  for (const [id, by] of changes.replace ?? []) {
    const chunk = (await rows.get(`c${id}`)) as Chunk | undefined
    if (!chunk) continue
    await rows.delete(`c${id}`)
    add(totals, chunk, -1)
    for (const part of by) await insert(part)
  }
  const old = [...(changes.forget ?? [])]
  if (changes.before)
    await rows.each('s', (row) => {
      if ((row as Stream).at < changes.before!) old.push(row as Stream)
      return true
    })
  for (const { secret } of old) await rows.delete(`s${secret}`)
}

/** Gives up the oldest chunks until the queue is within its limits; what is left of each says so. */
async function evict(
  rows: Rows,
  totals: QueueTotals,
  limits: QueueLimits,
  now: number,
): Promise<[Chunk, LossReason][]> {
  const gone: [Chunk, LossReason][] = []
  await rows.each('c', (row) => {
    const chunk = row as Chunk
    const old = chunk.at < now - limits.age
    if (!old && totals.events <= limits.events && totals.bytes <= limits.bytes) return false
    if (!old && !chunk.count) return true
    add(totals, chunk, -1)
    return !!gone.push([chunk, old ? 'too_old' : 'queue_full'])
  })
  for (const [chunk, reason] of gone) {
    await rows.delete(`c${chunk.id}`)
    if (!chunk.count) continue
    const rest = loss(chunk, reason, now)
    add(totals, rest)
    await rows.put(`c${rest.id}`, rest)
  }
  return gone
}
