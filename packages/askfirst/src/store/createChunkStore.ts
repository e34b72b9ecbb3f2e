import type { LossReason } from '@askfirst/formats'
import type { Backend, Table, Tables } from './backend.ts'
import type { Changes, Chunk, ChunkStore, QueueLimits, QueueTotals, StreamRow } from './chunkStore.ts'

/** The queue's rules, one transaction each, the same over IndexedDB and memory. */
export function createChunkStore({ kind, run, close }: Backend): ChunkStore {
  return {
    kind,
    close,
    change: (changes, limits, now) =>
      run('readwrite', async (tables) => {
        const totals = await apply(tables, changes)
        const evicted = await evict(tables, totals, limits, now)
        await tables.meta.put(totals, 'totals')
        return { totals, evicted }
      }),
    lease: (limits, now, until) =>
      run('readwrite', async ({ chunks: table, streams, meta }) => {
        const chunks: Chunk[] = []
        const sum = nothing()
        await table.each((chunk) => {
          // A lease further ahead than any is taken was written under another clock.
          if (chunk.leased && chunk.leased > now && chunk.leased <= until) return true
          count(sum, chunk, 1)
          if (chunks.length && (sum.events > limits.events || sum.bytes > limits.bytes)) return false
          return chunks.push(chunk) < limits.chunks
        })
        for (const chunk of chunks) await table.put({ ...chunk, leased: until })
        const rows = new Map<string, StreamRow>()
        for (const secret of [...chunks.map(({ stream }) => stream), ...(await readLost(meta))]) {
          const row = await streams.get(secret)
          if (row) rows.set(secret, row)
        }
        return { chunks, streams: [...rows.values()] }
      }),
    purge: (purposes, keepStreams) =>
      run('readwrite', async ({ chunks, streams, meta }) => {
        const ofPurpose = ({ purpose }: { purpose: string }): boolean => purposes.includes(purpose)
        const totals = await readTotals(meta)
        const gone = await all(chunks, ofPurpose)
        const rows = await all(streams, ofPurpose)
        const { events } = totals
        for (const chunk of gone) {
          await chunks.delete(chunk.id)
          count(totals, chunk, -1)
        }
        if (!keepStreams) for (const { secret } of rows) await streams.delete(secret)
        await deleteKeys(meta, purposes)
        await meta.put(totals, 'totals')
        return { events: events - totals.events, streams: rows }
      }),
    rekey: (purposes) => run('readwrite', ({ meta }) => deleteKeys(meta, purposes)),
    key: async (purpose, candidate) => {
      // Made before the transaction: within one, only the tables may be awaited.
      const fresh = await candidate()
      return run('readwrite', async ({ meta }) => {
        const first = await meta.get(keyName(purpose))
        if (!first) await meta.put(fresh, keyName(purpose))
        return (first ?? fresh) as CryptoKey
      })
    },
  }
}

const keyName = (purpose: string): string => `key:${purpose}`
const nothing = (): QueueTotals => ({ events: 0, bytes: 0, chunks: 0 })

async function deleteKeys(meta: Tables['meta'], purposes: readonly string[]): Promise<void> {
  for (const purpose of purposes) await meta.delete(keyName(purpose))
}

async function readTotals(meta: Tables['meta']): Promise<QueueTotals> {
  return ((await meta.get('totals')) as QueueTotals | undefined) ?? nothing()
}

/** Secrets of streams with losses that the collector has not been told. */
async function readLost(meta: Tables['meta']): Promise<string[]> {
  return ((await meta.get('lost')) as string[] | undefined) ?? []
}

function count(totals: QueueTotals, chunk: Chunk, sign: number): void {
  totals.events += sign * chunk.count
  totals.bytes += sign * chunk.bytes
  totals.chunks += sign
}

async function all<Row>(table: Table<Row>, wanted: (row: Row) => boolean): Promise<Row[]> {
  const rows: Row[] = []
  await table.each((row) => {
    if (wanted(row)) rows.push(row)
    return true
  })
  return rows
}

async function apply(tables: Tables, changes: Changes): Promise<QueueTotals> {
  const { chunks, streams, meta } = tables
  const totals = await readTotals(meta)
  for (const [chunk, stream] of changes.add ?? []) {
    if (await chunks.get(chunk.id)) continue
    if (!(await streams.get(stream.secret))) await streams.put(stream)
    await chunks.put(chunk)
    count(totals, chunk, 1)
  }
  for (const [id, by] of changes.replace ?? []) {
    const chunk = await chunks.get(id)
    if (!chunk) continue
    await chunks.delete(id)
    count(totals, chunk, -1)
    if (changes.lost) await noteLost(tables, chunk, changes.lost)
    for (const part of by) {
      await chunks.put(part)
      count(totals, part, 1)
    }
  }
  for (const { secret, lost } of changes.told ?? []) {
    const row = lost.length ? await streams.get(secret) : undefined
    if (!row) continue
    await streams.put({ ...row, lost: row.lost.slice(lost.length) })
    await meta.put(
      (await readLost(meta)).filter((other) => other !== secret),
      'lost',
    )
  }
  const old = changes.before ? await all(streams, ({ at }) => at < changes.before!) : []
  for (const { secret } of [...old, ...(changes.forget ?? [])]) await streams.delete(secret)
  return totals
}

async function noteLost({ streams, meta }: Tables, chunk: Chunk, reason: LossReason): Promise<void> {
  const { seq, count, stream: secret } = chunk
  const row = await streams.get(secret)
  if (!row) return
  await streams.put({ ...row, lost: [...row.lost, { reason, ranges: [[seq, seq + count - 1]] }] })
  await meta.put([...(await readLost(meta)), secret], 'lost')
}

/** Gives up the oldest chunks until the queue is within its limits. */
async function evict(
  tables: Tables,
  totals: QueueTotals,
  limits: QueueLimits,
  now: number,
): Promise<[Chunk, LossReason][]> {
  const gone: [Chunk, LossReason][] = []
  await tables.chunks.each((chunk) => {
    const old = chunk.at < now - limits.age
    if (!old && totals.events <= limits.events && totals.bytes <= limits.bytes) return false
    count(totals, chunk, -1)
    return !!gone.push([chunk, old ? 'too_old' : 'queue_full'])
  })
  for (const [chunk, reason] of gone) {
    await tables.chunks.delete(chunk.id)
    await noteLost(tables, chunk, reason)
  }
  return gone
}
