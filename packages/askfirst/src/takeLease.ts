import type { Consent, Database } from '@askfirst/consent'
import type { LossReason } from '@askfirst/formats'
import type { Chunk, QueueTotals } from './chunk.ts'
import { readChunkId } from './chunkId.ts'
import type { PlainPart, Seal, SealedRow, SealKey } from './seal.ts'

/** Tells whether a no has ended what was captured so. */
export type Ended = (row: Pick<PlainPart, 'purpose' | 'decision'>) => boolean

/** Tells which chunks a lease may take. */
export type Wanted = (row: Pick<PlainPart, 'purpose' | 'destination'>) => boolean

/** Rows that one lease looks through at first. */
const LEASE_ROWS = 200

/**
 * Makes the queue's `lease`: it chooses by what rows tell unopened, and opens what it takes. What can't be opened is
 * deleted, counted as lost by the storage.
 */
export function createTakeLease(
  run: Database['run'],
  seal: Pick<Seal, 'open'>,
  now: () => number,
  consent: Pick<Consent, 'purposes' | 'allows'>,
  ended: Ended,
  lose: (reason: LossReason, events: number) => void,
): (most: QueueTotals, until: number, wanted: Wanted) => Promise<Chunk[]> {
  return async function takeLease(most, until, wanted): Promise<Chunk[]> {
    const purposes = consent.purposes.filter(consent.allows)
    const mine: Wanted = (row) => purposes.includes(row.purpose) && wanted(row)
    const { stale, free, keys } = await freeRows(run, mine, now(), until)
    // A no that was not carried out to the end (a crash, another tab's lease) still ends what is older.
    const over = free.filter(ended)
    const picked = within(free, ended, most)
    const opened = await Promise.all(picked.map((row) => seal.open(`c${row.id}`, row, keys)))
    const batch = opened.filter((chunk): chunk is Chunk => !!chunk)
    const shut = picked.filter((_, i) => !opened[i])
    await run('readwrite', async (rows) => {
      for (const key of stale) void rows.delete(key)
      for (const { id } of [...over, ...shut]) void rows.delete(`c${id}`)
      for (const chunk of batch) if (!ended(chunk)) void rows.put(`l${chunk.id}`, until)
    })
    lose('denied', eventsIn(over))
    lose('storage', eventsIn(shut))
    // What stands behind what can't be opened does not wait for another look.
    return shut.length && !batch.length ? takeLease(most, until, wanted) : batch
  }
}

/** The oldest chunks that are wanted and that no tab has on the wire, the leases that have run out, and all keys. */
async function freeRows(
  run: Database['run'],
  wanted: Wanted,
  now: number,
  until: number,
  look = LEASE_ROWS,
): Promise<{ stale: string[]; free: SealedRow[]; keys: SealKey[] }> {
  const [chunks, leases, ends, keys] = (await run('readonly', (rows) =>
    Promise.all([rows.all('c', look), rows.keys('l'), rows.all('l'), rows.all('e')]),
  )) as [SealedRow[], string[], number[], SealKey[]]
  // A lease further ahead than any is taken was written under another clock.
  const stale = leases.filter((_, i) => ends[i]! <= now || ends[i]! > until)
  const taken = leases.filter((key) => !stale.includes(key))
  const free = chunks.filter((row) => wanted(row) && !taken.includes(`l${row.id}`))
  // Behind so many rows of other purposes and destinations, or of other tabs' batches, there may be more.
  if (!free.length && chunks.length === look) return freeRows(run, wanted, now, until, look * 4)
  return { stale, free, keys }
}

/** The first of the chunks that have not ended, at least one, that keep within the limits. */
function within(free: readonly SealedRow[], ended: Ended, most: QueueTotals): SealedRow[] {
  const sum = { events: 0, bytes: 0 }
  return free
    .filter((chunk) => !ended(chunk))
    .filter(({ id }, i) => {
      const { events, bytes } = readChunkId(id)
      sum.events += events
      sum.bytes += bytes
      return !i || (sum.events <= most.events && sum.bytes <= most.bytes && i < most.chunks)
    })
}

function eventsIn(rows: readonly PlainPart[]): number {
  return rows.reduce((sum, { id }) => sum + readChunkId(id).events, 0)
}
