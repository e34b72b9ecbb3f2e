import type { ReceivedChunks, StreamReport } from '../wire/readChunks.ts'
import type { Database, Queryable } from './database.ts'
import { multirange } from './multirange.ts'
import { lockStreams } from './streamLocks.ts'

/** How many events are new. */
export interface Ingested {
  accepted: number
  /** already stored, or of a stream that its visitor erased */
  duplicate: number
}

const NOT_ERASED = `not exists (
  select from askfirst.tombstones t where t.site = $1 and t.day = r.day::date and t.stream = r.stream)`

/** Of events that are gone, streams still tell which numbers came: a late retry does not bring one back. */
const NOT_EXPIRED = `(r.day::date >= (to_timestamp($2::float8 / 1000) at time zone 'UTC')::date - $10::int or not exists (
  select from askfirst.streams s
  where s.site = $1 and s.day = r.day::date and s.stream = r.stream and s.received @> r.seq))`

/**
 * Stores one request in one transaction; when it resolves, all of it is on disk.
 *
 * @param kept days that the site keeps any event
 */
export async function ingest(
  db: Database,
  site: string,
  receivedAt: number,
  { events, streams }: Pick<ReceivedChunks, 'events' | 'streams'>,
  kept: number,
): Promise<Ingested> {
  if (streams.length === 0) return { accepted: 0, duplicate: 0 }
  const accepted = await db.transaction(async (tx) => {
    await lockStreams(
      tx,
      site,
      streams.map(({ stream }) => stream),
    )
    const stored = events.length > 0 ? await insertEvents(tx, site, receivedAt, events, kept) : 0
    await mergeStreams(tx, site, streams)
    await mergeLosses(tx, site, streams)
    return stored
  })
  return { accepted, duplicate: events.length - accepted }
}

async function insertEvents(
  tx: Queryable,
  site: string,
  receivedAt: number,
  events: ReceivedChunks['events'],
  kept: number,
): Promise<number> {
  const rows = await tx.query<{ accepted: number }>(
    `with stored as (
       insert into askfirst.events (site, day, stream, seq, purpose, name, at, received_at, props)
       select $1, r.day::date, r.stream, r.seq, r.purpose, r.name,
              to_timestamp(r.at / 1000), to_timestamp($2::float8 / 1000), r.props::jsonb
       from unnest($3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::float8[], $9::text[])
         as r(day, stream, seq, purpose, name, at, props)
       where ${NOT_ERASED} and ${NOT_EXPIRED}
       on conflict do nothing
       returning 1)
     select count(*)::int as accepted from stored`,
    [
      site,
      receivedAt,
      events.map(({ day }) => day),
      events.map(({ stream }) => stream),
      events.map(({ seq }) => seq),
      events.map(({ purpose }) => purpose),
      events.map(({ name }) => name),
      events.map(({ at }) => at),
      events.map(({ props }) => props),
      kept,
    ],
  )
  return rows[0]?.accepted ?? 0
}

async function mergeStreams(tx: Queryable, site: string, streams: readonly StreamReport[]): Promise<void> {
  await tx.query(
    `insert into askfirst.streams as known (site, day, stream, purpose, received, ended)
     select $1, r.day::date, r.stream, r.purpose, r.received::int4multirange, r.ended
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[])
       as r(day, stream, purpose, received, ended)
     where ${NOT_ERASED}
     on conflict (site, day, stream) do update set
       purpose = case when known.purpose = '' then excluded.purpose else known.purpose end,
       received = known.received + excluded.received,
       ended = greatest(known.ended, excluded.ended)`,
    [
      site,
      streams.map(({ day }) => day),
      streams.map(({ stream }) => stream),
      streams.map(({ purpose }) => purpose),
      streams.map(({ received }) => multirange(received)),
      streams.map(({ end }) => end),
    ],
  )
}

async function mergeLosses(tx: Queryable, site: string, streams: readonly StreamReport[]): Promise<void> {
  const losses = streams.flatMap(({ day, stream, lost }) =>
    [...lost].map(([reason, ranges]) => ({ day, stream, reason, ranges: multirange(ranges) })),
  )
  if (losses.length === 0) return
  await tx.query(
    `insert into askfirst.losses as known (site, day, stream, reason, ranges)
     select $1, r.day::date, r.stream, r.reason, r.ranges::int4multirange
     from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as r(day, stream, reason, ranges)
     where ${NOT_ERASED}
     on conflict (site, day, stream, reason) do update set ranges = known.ranges + excluded.ranges`,
    [
      site,
      losses.map(({ day }) => day),
      losses.map(({ stream }) => stream),
      losses.map(({ reason }) => reason),
      losses.map(({ ranges }) => ranges),
    ],
  )
}
