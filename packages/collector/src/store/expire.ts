import { longest, type Retention, shortest } from '../retention/retentionOf.ts'
import type { Database } from './database.ts'
import { dayOf, dropEmpty, dropPartitions, ensurePartitions } from './partitions.ts'
import { rollUp } from './rollUp.ts'
import { unhurried } from './unhurried.ts'

/** Days for which the numbers of a stream are known after its events have gone: a late retry is not counted twice. */
const KNOWN = 31
const DAY = 86_400_000

/**
 * Deletes what has been kept for its time, whole days in UTC, and leaves the numbers. Resolves with how many events
 * went, by site.
 *
 * @param sites by key; `others` is for events of sites that are no longer served
 */
export async function expire(
  db: Database,
  sites: ReadonlyMap<string, Retention>,
  others: Retention,
  now: number,
): Promise<Map<string, number>> {
  const today = dayOf(now)
  await ensurePartitions(db, now)
  const most = Math.max(...[others, ...sites.values()].map(longest))
  const gone = await dropPartitions(db, dayOf(now - most * DAY))
  for (const site of await sitesIn(db)) {
    const retention = sites.get(site) ?? others
    const events = await expireSite(db, site, retention, today)
    if (events) gone.set(site, (gone.get(site) ?? 0) + events)
    await stripFields(db, site, retention, today)
    await forgetStreams(db, site, longest(retention) + KNOWN, today)
  }
  await dropEmpty(db, dayOf(now - DAY))
  return gone
}

/** Sites that have streams; each is found by the index, not by reading all. */
async function sitesIn(db: Database): Promise<string[]> {
  const rows = await db.query<{ site: string }>(
    `with recursive found as (
       (select site from askfirst.streams order by site limit 1)
       union all
       select (select s.site from askfirst.streams s where s.site > found.site order by s.site limit 1)
       from found where found.site is not null)
     select site from found where site is not null`,
  )
  return rows.map(({ site }) => site)
}

/** Day by day, each in a transaction: what is deleted is counted, whatever happens. */
async function expireSite(db: Database, site: string, retention: Retention, today: string): Promise<number> {
  let events = 0
  let day: string | null | undefined = '0001-01-01'
  for (;;) {
    const [next]: { day: string | null }[] = await db.query(
      `select min(day)::text as day from askfirst.events
       where site = $1 and day > $2::date and day < $3::date - $4::int`,
      [site, day, today, shortest(retention)],
    )
    day = next?.day
    if (!day) return events
    const params = [
      site,
      day,
      today,
      [...retention.events.keys()],
      [...retention.events.values()],
      retention.rest,
    ]
    const rolled = await unhurried(db, (tx) =>
      rollUp(
        tx,
        `delete from askfirst.events kept where site = $1 and day = $2::date
           and day < $3::date - coalesce(
             (select days from unnest($4::text[], $5::int[]) as r(name, days) where r.name = kept.name), $6::int)
         returning site, day, stream, name, props`,
        params,
      ),
    )
    for (const row of rolled) events += row.events
  }
}

/** Takes properties off whose time is over before that of their event. */
async function stripFields(db: Database, site: string, { fields }: Retention, today: string): Promise<void> {
  for (const { event = null, field, days, except } of fields)
    await unhurried(db, (tx) =>
      tx.query(
        `update askfirst.events set props = props - $2::text
         where site = $1 and day < $3::date - $4::int and props ? $2::text
           and ($5::text is null or name = $5::text) and name <> all ($6::text[])`,
        [site, field, today, days, event, except],
      ),
    )
}

/** What was known of the numbers of streams; tombstones stay, so that nothing comes back. */
async function forgetStreams(db: Database, site: string, days: number, today: string): Promise<void> {
  for (const table of ['losses', 'streams'])
    await db.query(`delete from askfirst.${table} where site = $1 and day < $2::date - $3::int`, [
      site,
      today,
      days,
    ])
}
