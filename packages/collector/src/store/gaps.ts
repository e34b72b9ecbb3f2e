import type { Queryable } from './database.ts'

/** What is known about the numbers that a site's streams of one day gave out. */
export interface DayGaps {
  /** `YYYY-MM-DD`, the day in the streams' names */
  day: string
  streams: number
  /** streams with an end mark: all their numbers are known */
  ended: number
  /** streams without one: what came after their highest number, nobody can say */
  unknownTails: number
  received: number
  /** numbers whose loss the client or the collector reported, by reason; each number counts once */
  explained: Record<string, number>
  /** numbers below the highest, or below the end, that nobody explains */
  unexplained: number
}

/**
 * The gap report, one row a day, newest first. Numbers of a stream start at 0. A number that arrived is received,
 * whatever else was said about it; one lost for two reasons counts under the first in the alphabet.
 *
 * @param days the first and last day as `YYYY-MM-DD`, both included
 */
export async function gaps(
  db: Queryable,
  site: string,
  days: { from: string; to: string },
): Promise<DayGaps[]> {
  const params = [site, days.from, days.to]
  const rows = await db.query<Omit<DayGaps, 'explained'>>(STREAMS, params)
  const losses = await db.query<{ day: string; reason: string; numbers: number }>(LOSSES, params)
  return rows.map((row) => ({
    ...row,
    explained: Object.fromEntries(
      losses.filter(({ day }) => day === row.day).map(({ reason, numbers }) => [reason, numbers]),
    ),
  }))
}

const STREAMS = `
  with known as (
    select s.day, s.received, s.ended, coalesce(
      (select range_agg(l.ranges) from askfirst.losses l
       where l.site = s.site and l.day = s.day and l.stream = s.stream), '{}'::int4multirange) as lost
    from askfirst.streams s
    where s.site = $1 and s.day between $2::date and $3::date)
  select day::text as day, count(*)::int as streams, count(ended)::int as ended,
    (count(*) - count(ended))::int as "unknownTails",
    sum(askfirst.numbers_in(received))::float8 as received,
    sum(askfirst.numbers_in(
      int4multirange(int4range(0, greatest(ended, upper(received), upper(lost), 0))) - received - lost
    ))::float8 as unexplained
  from known group by day order by day desc`

const LOSSES = `
  with told as (
    select day, stream, reason, ranges, range_agg(ranges) over (
      partition by day, stream order by reason
      rows between unbounded preceding and 1 preceding) as earlier
    from askfirst.losses
    where site = $1 and day between $2::date and $3::date)
  select told.day::text as day, told.reason,
    sum(askfirst.numbers_in(told.ranges - s.received - coalesce(told.earlier, '{}')))::float8 as numbers
  from told join askfirst.streams s on s.site = $1 and s.day = told.day and s.stream = told.stream
  group by told.day, told.reason
  having sum(askfirst.numbers_in(told.ranges - s.received - coalesce(told.earlier, '{}'))) > 0
  order by told.reason`
