import { type Rating, rateVital } from '../rateVital.ts'
import type { Queryable } from './database.ts'
import { type DayGaps, gaps } from './gaps.ts'
import { dayOf } from './partitions.ts'
import { PAGE_URL } from './rollUp.ts'

/** What the dashboard shows of one site; times are ms since the epoch. */
export interface Stats {
  site: string
  /** the span that everything but `latest` is about */
  from: number
  to: number
  totals: { events: number; pageViews: number; streams: number }
  series: { bucketMs: number; buckets: { at: number; events: number; pageViews: number }[] }
  /** addresses without query and fragment, most viewed first */
  pages: { url: string; views: number }[]
  vitals: VitalStats[]
  gaps: Omit<DayGaps, 'day'>
  /** in the order of their arrival, newest first */
  latest: { name: string; purpose: string; at: number; receivedAt: number; props: Record<string, unknown> }[]
}

/** One web vital: the 75th percentile over page loads, as web.dev/articles/vitals judges it. */
export interface VitalStats {
  metric: string
  /** ms; without unit for CLS */
  p75: number
  rating: Rating
  count: number
  good: number
  needsImprovement: number
  poor: number
}

/** Counts what arrived and happened in the `hours` before `now`. */
export async function stats(db: Queryable, site: string, hours: number, now: number): Promise<Stats> {
  const bucketMs = bucketFor(hours)
  const to = now
  const from = Math.floor((now - hours * 3_600_000) / bucketMs) * bucketMs
  const params = [site, from]
  const [totals] = await db.query<Stats['totals']>(TOTALS, params)
  const filled = await db.query<Stats['series']['buckets'][number]>(SERIES, [...params, bucketMs])
  const pages = await db.query<Stats['pages'][number]>(PAGES, params)
  const vitals = await db.query<Omit<VitalStats, 'rating'>>(VITALS, params)
  const latest = await db.query<Stats['latest'][number]>(LATEST, [site])
  const days = await gaps(db, site, { from: dayOf(from), to: dayOf(to) })
  return {
    site,
    from,
    to,
    totals: totals ?? { events: 0, pageViews: 0, streams: 0 },
    series: { bucketMs, buckets: everyBucket(filled, from, to, bucketMs) },
    pages,
    vitals: vitals.map((vital) => ({ ...vital, rating: rateVital(vital.metric, vital.p75) })),
    gaps: sumDays(days),
    latest,
  }
}

/** Between 30 and 60 points, each of a length that people count in. */
function bucketFor(hours: number): number {
  const minutes = [1, 5, 10, 30, 60, 180, 360, 720, 1_440].find((step) => (hours * 60) / step <= 60) ?? 1_440
  return minutes * 60_000
}

function everyBucket(
  filled: Stats['series']['buckets'],
  from: number,
  to: number,
  bucketMs: number,
): Stats['series']['buckets'] {
  const byTime = new Map(filled.map((bucket) => [bucket.at, bucket]))
  const buckets: Stats['series']['buckets'] = []
  for (let at = from; at <= to; at += bucketMs)
    buckets.push(byTime.get(at) ?? { at, events: 0, pageViews: 0 })
  return buckets
}

function sumDays(days: readonly DayGaps[]): Stats['gaps'] {
  const sum: Stats['gaps'] = {
    streams: 0,
    ended: 0,
    unknownTails: 0,
    received: 0,
    explained: {},
    unexplained: 0,
  }
  for (const day of days) {
    sum.streams += day.streams
    sum.ended += day.ended
    sum.unknownTails += day.unknownTails
    sum.received += day.received
    sum.unexplained += day.unexplained
    for (const [reason, numbers] of Object.entries(day.explained))
      sum.explained[reason] = (sum.explained[reason] ?? 0) + numbers
  }
  return sum
}

// No event is stored with a time after its arrival, so that the index by arrival bounds the search by time.
const SPAN = `site = $1 and received_at >= to_timestamp($2::float8 / 1000) and at >= to_timestamp($2::float8 / 1000)`

// By the name alone: it is 128 random bits, and comparing whole rows takes five times as long.
const TOTALS = `
  select count(*)::int as events, (count(*) filter (where name = 'page'))::int as "pageViews",
    (count(distinct stream))::int as streams
  from askfirst.events where ${SPAN}`

const SERIES = `
  select (extract(epoch from bucket) * 1000)::float8 as at, events, "pageViews" from (
    select date_bin(make_interval(secs => $3::float8 / 1000), at, to_timestamp(0)) as bucket,
      count(*)::int as events, (count(*) filter (where name = 'page'))::int as "pageViews"
    from askfirst.events where ${SPAN} group by 1) binned
  order by at`

const PAGES = `
  select ${PAGE_URL} as url, count(*)::int as views
  from askfirst.events where ${SPAN} and name = 'page' and jsonb_typeof(props->'url') = 'string'
  group by 1 order by views desc, url limit 10`

const VITALS = `
  with measured as (
    select props->>'metric' as metric, props->>'rating' as rating,
      case when jsonb_typeof(props->'value') = 'number' then (props->'value')::float8 end as value
    from askfirst.events where ${SPAN} and name = 'vital')
  select metric, percentile_cont(0.75) within group (order by value) as p75, count(*)::int as count,
    (count(*) filter (where rating = 'good'))::int as good,
    (count(*) filter (where rating = 'needs-improvement'))::int as "needsImprovement",
    (count(*) filter (where rating = 'poor'))::int as poor
  from measured where value is not null and metric in ('LCP', 'INP', 'CLS', 'FCP', 'TTFB')
  group by metric order by array_position(array['LCP', 'INP', 'CLS', 'FCP', 'TTFB'], metric)`

const LATEST = `
  select name, purpose, round(extract(epoch from at) * 1000)::float8 as at,
    round(extract(epoch from received_at) * 1000)::float8 as "receivedAt", props
  from askfirst.events where site = $1 order by received_at desc, seq desc limit 20`
