import type { Database } from './database.ts'
import { lockStreams } from './streamLocks.ts'

/** A stream by its day and the rest of its name. */
export interface StreamKey {
  day: string
  stream: string
}

/** What an erasure removed. */
export interface Erased {
  events: number
  /** streams that were known here; all that were named are barred from now on */
  streams: number
}

/** Deletes everything of the streams and leaves tombstones, in one transaction. */
export async function erase(db: Database, site: string, streams: readonly StreamKey[]): Promise<Erased> {
  if (streams.length === 0) return { events: 0, streams: 0 }
  const names = streams.map(({ stream }) => stream)
  const params = [site, streams.map(({ day }) => day), names]
  return db.transaction(async (tx) => {
    await lockStreams(tx, site, names)
    await tx.query(
      `insert into askfirst.tombstones (site, day, stream)
       select $1, r.day::date, r.stream from unnest($2::text[], $3::text[]) as r(day, stream)
       on conflict do nothing`,
      params,
    )
    const removed = async (table: 'events' | 'streams' | 'losses'): Promise<number> => {
      const rows = await tx.query<{ removed: number }>(
        `with gone as (
           delete from askfirst.${table} kept
           using (select day::date as day, stream from unnest($2::text[], $3::text[]) as r(day, stream)) named
           where kept.site = $1 and kept.day = named.day and kept.stream = named.stream
           returning 1)
         select count(*)::int as removed from gone`,
        params,
      )
      return rows[0]?.removed ?? 0
    }
    await removed('losses')
    return { events: await removed('events'), streams: await removed('streams') }
  })
}
