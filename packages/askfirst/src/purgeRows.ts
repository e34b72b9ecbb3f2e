import type { Database } from '@askfirst/consent'
import type { Stream } from './chunk.ts'
import { readChunkId } from './chunkId.ts'

/** Asks of chunks, streams and keys. */
export type Spares = (row: Pick<Stream, 'purpose' | 'decision'>) => boolean

/**
 * Deletes rows of the purposes, and the leases of chunks among them; resolves with the number of events.
 *
 * @param kinds first letters of their keys
 * @param spares tells which of them stay all the same
 */
export async function purgeRows(
  run: Database['run'],
  purposes: readonly string[],
  kinds: string,
  spares?: Spares,
): Promise<number> {
  const [keys, rows] = await run('readonly', ({ all, keys }) => Promise.all([keys(''), all('')]))
  const gone = keys.filter((key, i) => {
    const row = rows[i] as Stream
    return kinds.includes(key[0]!) && purposes.includes(row.purpose) && !spares?.(row)
  })
  return run('readwrite', async (table) => {
    let events = 0
    for (const key of gone) {
      const id = key.slice(1)
      void table.delete(key)
      void table.delete(`l${id}`)
      if (key[0] === 'c') events += readChunkId(id).events
    }
    return events
  })
}
