import type { Consent, Database } from '@askfirst/consent'
import type { LossReason } from '@askfirst/formats'
import type { Chunk, QueueLimits, QueueTotals, Stream } from './chunk.ts'
import { readChunkId } from './chunkId.ts'
import { type Connection, connection } from './connection.ts'
import type { Env } from './environment.ts'
import { createEvict, type Evictable } from './evict.ts'
import { createOwnChunks } from './ownChunks.ts'
import { purgeRows, type Spares } from './purgeRows.ts'
import { createSeal, KEY_MS, type Puts, type Seal } from './seal.ts'
import { type SealedChunks, sealedChunks } from './sealedChunks.ts'
import { createTakeLease, type Ended, type Wanted } from './takeLease.ts'

type Run = Database['run']
const NONE: ReadonlyMap<string, Puts> = new Map()
/** Tells what to put, once the transaction begins. */
type Add = () => Puts

/**
 * Holds the chunks until they are settled: on the device, sealed, where it can, in memory where not. Its rows: `c`
 * and a chunk's id; `l` and the id of a chunk that is on the wire, until when; `s` and a stream's id, its secret
 * sealed; `e` and the id of a key that seals; `k` and a purpose, the key of its hashes; `t`, a purpose and the keyed
 * hash of a value, the token that leaves in its stead, sealed.
 */
export interface Queue extends Omit<Connection, 'destroy'> {
  /** What waits, all tabs together, as of the last transaction. */
  totals(): QueueTotals
  /** This tab's own unacknowledged chunks in plain form, oldest first: for the page's end, which asks no store. */
  own(): Chunk[]
  /** What is captured in the stream will be sealed: has the key for it at hand. */
  prepare(stream: Stream): void
  /** Seals, and starts the put right after. Never rejects. */
  put(chunks: readonly Chunk[]): Promise<void>
  /** Adds chunks and takes others off, or with `kinds` `l` only their leases. */
  change(add: readonly Chunk[], gone?: readonly Chunk[], kinds?: 'cl' | 'l'): Promise<void>
  /**
   * Takes the oldest free chunks that may be sent and are wanted, within the limits, at least one, until `until`
   * (device time in ms). A lease that has run out is free. Two steps: the caller holds a lock where the browser has
   * them.
   */
  lease(limits: QueueTotals, until: number, wanted: Wanted): Promise<Chunk[]>
  /** Forgets this tab's own chunks of the purposes; returns the events whose write had not begun. */
  drop(purposes: readonly string[]): number
  /** Seals and opens what else is kept. */
  readonly seal: Seal
  /** What names what was sent; rejects where it can't be read. */
  streams(): Promise<Stream[]>
  /** Deletes streams and keys, and looks at the queue anew. A key counts as old as the last that it can have sealed. */
  forget(which: (row: Pick<Stream, 'id' | 'purpose' | 'decision' | 'at'>) => boolean): Promise<void>
  /**
   * Deletes rows of the purposes, with `all` the whole database; resolves with the number of events.
   *
   * @param spares tells which of them stay all the same
   */
  purge(
    purposes: readonly string[],
    kinds: 'cekst' | 'ckt' | 'kt',
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
  const { store, seal, rows } = sealedStore(env, persist, granted, own.all)
  const ended = endedBy(consent)
  const takeLease = createTakeLease(store.run, seal, env.now, consent, ended, lose)
  /** settled once the writes that were asked for have begun */
  let sealing: Promise<unknown> = Promise.resolve()
  let totals: QueueTotals = { events: 0, bytes: 0, chunks: 0 }
  const change = async (
    chunks: readonly Chunk[],
    begin?: (all: readonly Chunk[]) => readonly Chunk[],
    gone: readonly { id: string }[] = [],
    kinds?: string,
  ): Promise<void> => {
    const sealed = rows.seal(chunks)
    // With nothing: else each would hold the one before it, and all that was ever sealed.
    sealing = Promise.allSettled([sealing, sealed]).then(() => undefined)
    // What only takes chunks off begins in this task: a page that goes away has no other.
    const puts = chunks.length ? await sealed : NONE
    const add: Add = () => putsOf(chunks, puts, ended, begin)
    await evict(look(await write(store.run, add, gone, kinds)))
  }
  /** Learns what is there, all tabs together. */
  const look = (there: Ids): Evictable => {
    const over = weigh(there.ids, limits, env.now() - limits.age, consent.purposes)
    totals = over.totals
    own.keep(there.ids)
    return evictable(over.ids, there)
  }
  const evict = createEvict(env, limits.age, rows, lose, async (notes, evicted) => {
    const puts = await rows.seal(notes)
    look(await write(store.run, () => putsOf(notes, puts, ended), evicted))
  })

  return {
    ...store,
    totals: () => totals,
    own: own.all,
    drop: own.drop,
    seal,
    prepare: seal.prepare,
    put: async (chunks) => {
      own.add(chunks)
      try {
        // Asked first: hearing of a no drops the purpose's chunks, and counts those whose write had not begun.
        await change(chunks, own.begin)
        own.stored(chunks)
      } catch {
        lose('storage', own.forget(chunks))
      }
    },
    change: (add, gone = [], kinds = 'cl') => {
      // The page's end may have sent what is still being sealed.
      if (kinds === 'cl') own.forget(gone)
      return change(add, undefined, gone, kinds)
    },
    lease: (most, until, wanted) => sealing.then(() => takeLease(most, until, wanted)),
    streams: rows.streams,
    forget: async (which) => {
      await forget(store.run, which, limits.age)
      await change([])
    },
    purge: async (purposes, kinds, all, spares) => {
      if (kinds === 'cekst') seal.forget(purposes)
      const last = (run: Run): Promise<number> => purgeRows(run, purposes, kinds, spares)
      const events = await (all ? store.destroy(last) : last(store.run))
      if (all) totals = { events: 0, bytes: 0, chunks: 0 }
      else await change([])
      if (!all && store.left()) throw new Error('what it has left on the device can’t be reached')
      return events
    },
  }
}

/** What is on the wire may be stored: it is not told as lost. */
function evictable(over: readonly string[], { ids, leased }: Ids): Evictable {
  const free = (id: string): boolean => !leased.includes(id)
  return { over: over.filter(free), notes: ids.filter((id) => !readChunkId(id).events && free(id)) }
}

function endedBy(consent: Pick<Consent, 'allows' | 'lastNo'>): Ended {
  return ({ purpose, decision }) => {
    // Looks at the page's copy of the record: another tab may have said no a moment ago.
    consent.allows(purpose)
    return decision <= consent.lastNo(purpose)
  }
}

/** @param own this tab's chunks, which memory is to hold where the device can't */
function sealedStore(
  env: Env,
  persist: boolean,
  granted: () => boolean,
  own: () => readonly Chunk[],
): { store: Connection; seal: Seal; rows: SealedChunks } {
  // Into memory as they are: what is waiting for its seal may itself hold this up.
  const store = connection(env, persist, granted, async ({ run }) => {
    const puts = await sealedChunks(run, createSeal(undefined, env)).seal(own())
    await write(run, () => [...puts.values()].flat())
  })
  const seal = createSeal(persist ? env.subtle : undefined, env, (prefix) =>
    store.run('readonly', ({ all }) => all(prefix)),
  )
  return { store, seal, rows: sealedChunks(store.run, seal) }
}

/** What is put for chunks: what comes late (a reply that meets a no, say) is not put back. */
function putsOf(
  chunks: readonly Chunk[],
  puts: ReadonlyMap<string, Puts>,
  ended: Ended,
  begin = (all: readonly Chunk[]): readonly Chunk[] => all,
): Puts {
  const live = chunks.filter((chunk) => !ended(chunk))
  const begun = new Set(begin(live))
  // What names a stream is kept also where its chunk was delivered before it was sealed.
  return live.flatMap((chunk) =>
    puts.get(chunk.id)!.filter(([key]) => key !== `c${chunk.id}` || begun.has(chunk)),
  )
}

/** Ids of all chunks, in order, and of those that a tab has on the wire. */
interface Ids {
  ids: readonly string[]
  leased: readonly string[]
}

/** Changes at once; resolves with what is there then. */
async function write(run: Run, add: Add, gone: readonly { id: string }[] = [], kinds = 'cl'): Promise<Ids> {
  const [ids, leased] = await run('readwrite', (rows) => {
    for (const { id } of gone) for (const kind of kinds) void rows.delete(kind + id)
    for (const [key, row] of new Map(add())) void rows.put(key, row)
    return Promise.all([rows.keys('c'), rows.keys('l')])
  })
  const bare = (keys: readonly string[]): string[] => keys.map((key) => key.slice(1))
  return { ids: bare(ids), leased: bare(leased) }
}

/**
 * What the chunks come to, and which are too old or too many for their destination, so that one that does not answer
 * leaves the others their room: what was named first of the purposes is kept longest, and of each purpose the newest.
 */
function weigh(
  ids: readonly string[],
  limits: QueueLimits,
  oldest: number,
  purposes: readonly string[],
): { totals: QueueTotals; ids: string[] } {
  const totals = { events: 0, bytes: 0, chunks: ids.length }
  const sums = new Map<string, Omit<QueueTotals, 'chunks'>>()
  const rank = (purpose: string): number =>
    purposes.includes(purpose) ? purposes.indexOf(purpose) : purposes.length
  const over = ids
    .map((id) => ({ id, ...readChunkId(id) }))
    .reverse()
    .sort((one, other) => rank(one.purpose) - rank(other.purpose))
    .filter(({ at, events, bytes, destination }) => {
      const sum = sums.get(destination) ?? { events: 0, bytes: 0 }
      sums.set(destination, sum)
      for (const all of [totals, sum]) {
        all.events += events
        all.bytes += bytes
      }
      return at < oldest || (events && (sum.events > limits.events || sum.bytes > limits.bytes))
    })
  return { totals, ids: over.map(({ id }) => id) }
}

/** @param age ms for which a chunk waits at most, and with it the need of its key */
async function forget(run: Run, which: Parameters<Queue['forget']>[0], age: number): Promise<void> {
  const [keys, rows] = await run('readonly', (table) =>
    Promise.all([
      Promise.all([...'skte'].map(table.keys)),
      Promise.all([...'skte'].map((kind) => table.all(kind))),
    ]),
  )
  const kept = rows.flat() as Stream[]
  await run('readwrite', async (table) => {
    keys.flat().forEach((key, i) => {
      const row = kept[i]!
      if (which(key[0] === 'e' ? { ...row, at: row.at + KEY_MS + age } : row)) void table.delete(key)
    })
  })
}
