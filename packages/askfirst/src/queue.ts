import type { Consent, Database } from '@askfirst/consent'
import type { LossReason } from '@askfirst/formats'
import { type Chunk, countEvents, type QueueLimits, type QueueTotals, type Stream } from './chunk.ts'
import { readChunkId } from './chunkId.ts'
import { type Connection, connection } from './connection.ts'
import type { Env } from './environment.ts'
import { loss } from './loss.ts'
import { createOwnChunks } from './ownChunks.ts'
import { purgeRows, type Spares } from './purgeRows.ts'

type Run = Database['run']
/** Tells what to add, once the transaction begins. */
type Add = () => readonly Chunk[]

/** Rows that one lease looks through at first. */
const LEASE_ROWS = 200

/**
 * Holds the chunks until they are settled: on the device where it can, in memory where not. Its rows: `c` and a
 * chunk's id; `l` and the id of a chunk that is on the wire, until when; `s` and a stream's secret; `k` and a
 * purpose, its key and the decision under which that was made.
 */
export interface Queue extends Omit<Connection, 'destroy'> {
  /** What waits, all tabs together, as of the last transaction. */
  totals(): QueueTotals
  /** This tab's own unacknowledged chunks in plain form, oldest first: for the page's end, which asks no store. */
  own(): Chunk[]
  /** Starts the put in this task. Never rejects. */
  put(chunks: readonly Chunk[]): Promise<void>
  /** Adds chunks and takes others off, or with `kinds` `l` only their leases. */
  change(add: readonly Chunk[], gone?: readonly Chunk[], kinds?: 'cl' | 'l'): Promise<void>
  /**
   * Takes the oldest free chunks that may be sent, within the limits, at least one, until `until` (device time in
   * ms). A lease that has run out is free. Two steps: the caller holds a lock where the browser has them.
   */
  lease(limits: QueueTotals, until: number): Promise<Chunk[]>
  /** Forgets this tab's own chunks of the purposes; returns the events whose write had not begun. */
  drop(purposes: readonly string[]): number
  /** Deletes streams and keys, and looks at the queue anew. */
  forget(which: (row: Stream) => boolean): Promise<void>
  /**
   * Deletes rows of the purposes, with `all` the whole database; resolves with the number of events.
   *
   * @param spares tells which of them stay all the same
   */
  purge(
    purposes: readonly string[],
    kinds: 'cks' | 'ck' | 'k',
    all?: boolean,
    spares?: Spares,
  ): Promise<number>
}

export function createQueue(
  env: Env,
  limits: QueueLimits,
  persist: boolean,
  consent: Pick<Consent, 'purposes' | 'allows' | 'lastNo' | 'someGranted'>,
  lose: (reason: LossReason, events: number) => void,
): Queue {
  const own = createOwnChunks()
  const granted = (): boolean => consent.purposes.some(consent.allows) || consent.someGranted()
  const store = connection(env, persist, granted, ({ run }) => write(run, own.all))
  const ended = ({ purpose, decision }: Chunk): boolean => {
    // Looks at the page's copy of the record: another tab may have said no a moment ago.
    consent.allows(purpose)
    return decision <= consent.lastNo(purpose)
  }
  let totals: QueueTotals = { events: 0, bytes: 0, chunks: 0 }
  const change = async (add: Add, gone?: readonly Chunk[], kinds?: string): Promise<void> => {
    // What comes late (a reply that meets a no, say) is not put back.
    const ids = await write(store.run, () => add().filter((chunk) => !ended(chunk)), gone, kinds)
    const oldest = env.now() - limits.age
    const over = weigh(ids, limits, oldest)
    totals = over.totals
    own.keep(ids)
    if (!over.ids.length) return
    const rows = await store.run('readonly', ({ all }) => Promise.all(over.ids.map((id) => all(`c${id}`))))
    const evicted = rows.flat() as Chunk[]
    const notes = evicted.flatMap((chunk) => {
      const reason = chunk.at < oldest ? 'too_old' : 'queue_full'
      lose(reason, chunk.count)
      return chunk.count ? loss(chunk, reason, env.now()) : []
    })
    await change(() => notes, evicted)
  }

  return {
    ...store,
    totals: () => totals,
    own: own.all,
    drop: own.drop,
    put: async (chunks) => {
      own.add(chunks)
      try {
        // Asked first: hearing of a no drops the purpose's chunks, and counts those whose write has not begun.
        await change(() => own.begin(chunks.filter((chunk) => !ended(chunk))))
        own.stored(chunks)
      } catch {
        lose('storage', own.fail(chunks))
      }
    },
    change: (add, gone, kinds) => change(() => add, gone, kinds),
    lease: async (most, until) => {
      const purposes = consent.purposes.filter(consent.allows)
      const { stale, free } = await freeChunks(store.run, purposes, env.now(), until)
      // A no that was not carried out to the end (a crash, another tab's lease) still ends what is older.
      const over = free.filter(ended)
      const batch = within(free, ended, most)
      await store.run('readwrite', async (rows) => {
        for (const key of stale) void rows.delete(key)
        for (const { id } of over) void rows.delete(`c${id}`)
        for (const chunk of batch) if (!ended(chunk)) void rows.put(`l${chunk.id}`, until)
      })
      lose('denied', countEvents(over))
      return batch
    },
    forget: async (which) => {
      await forget(store.run, which)
      await change(() => [])
    },
    purge: async (purposes, kinds, all, spares) => {
      const last = (run: Run): Promise<number> => purgeRows(run, purposes, kinds, spares)
      const events = await (all ? store.destroy(last) : last(store.run))
      if (all) totals = { events: 0, bytes: 0, chunks: 0 }
      else await change(() => [])
      return events
    },
  }
}

/** Changes at once; resolves with the ids of all chunks, in order. */
async function write(run: Run, add: Add, gone: readonly Chunk[] = [], kinds = 'cl'): Promise<string[]> {
  const keys = await run('readwrite', (rows) => {
    for (const { id } of gone) for (const kind of kinds) void rows.delete(kind + id)
    for (const chunk of add()) {
      void rows.put(`c${chunk.id}`, chunk)
      void rows.put(`s${chunk.stream.secret}`, chunk.stream)
    }
    return rows.keys('c')
  })
  return keys.map((key) => key.slice(1))
}

/** What the chunks come to, and which are too old or, counted from the newest, too many. */
function weigh(
  ids: readonly string[],
  limits: QueueLimits,
  oldest: number,
): { totals: QueueTotals; ids: string[] } {
  const totals = { events: 0, bytes: 0, chunks: ids.length }
  const over = [...ids].reverse().filter((id) => {
    const { at, events, bytes } = readChunkId(id)
    totals.events += events
    totals.bytes += bytes
    return at < oldest || (events && (totals.events > limits.events || totals.bytes > limits.bytes))
  })
  return { totals, ids: over }
}

/** The oldest chunks of the purposes that no tab has on the wire, and the leases that have run out. */
async function freeChunks(
  run: Run,
  purposes: readonly string[],
  now: number,
  until: number,
  look = LEASE_ROWS,
): Promise<{ stale: string[]; free: Chunk[] }> {
  const [chunks, keys, ends] = (await run('readonly', ({ all, keys }) =>
    Promise.all([all('c', look), keys('l'), all('l')]),
  )) as [Chunk[], string[], number[]]
  // A lease further ahead than any is taken was written under another clock.
  const stale = keys.filter((_, i) => ends[i]! <= now || ends[i]! > until)
  const taken = keys.filter((key) => !stale.includes(key))
  const free = chunks.filter(({ id, purpose }) => purposes.includes(purpose) && !taken.includes(`l${id}`))
  // Behind so many rows of other purposes, or of other tabs' batches, there may be more.
  if (!free.length && chunks.length === look) return freeChunks(run, purposes, now, until, look * 4)
  return { stale, free }
}

/** The first of the chunks that have not ended, at least one, that keep within the limits. */
function within(free: readonly Chunk[], ended: (chunk: Chunk) => boolean, most: QueueTotals): Chunk[] {
  let events = 0
  let bytes = 0
  return free
    .filter((chunk) => !ended(chunk))
    .filter((chunk, i) => {
      events += chunk.count
      bytes += chunk.bytes
      return !i || (events <= most.events && bytes <= most.bytes && i < most.chunks)
    })
}

async function forget(run: Run, which: (row: Stream) => boolean): Promise<void> {
  const kept = (await run('readonly', ({ all }) => Promise.all([all('s'), all('k')]))).flat() as Stream[]
  await run('readwrite', async (rows) => {
    for (const { secret, purpose } of kept.filter(which))
      void rows.delete(secret ? `s${secret}` : `k${purpose}`)
  })
}
