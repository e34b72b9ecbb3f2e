import type { Queryable } from './database.ts'
import { PAGE_URL } from './rollUp.ts'

/** What happened on a day; events that are kept and those of which only the numbers are left count alike. */
export interface Daily {
  /** `YYYY-MM-DD`, the day in the streams' names */
  day: string
  /** by name */
  events: Record<string, number>
  /** views by address, without query and fragment; `''`: addresses too rare to be told apart, and views without one */
  pages: Record<string, number>
}

/**
 * The numbers of each day, newest first.
 *
 * @param days the first and last day as `YYYY-MM-DD`, both included
 */
export async function daily(
  db: Queryable,
  site: string,
  { from, to }: { from: string; to: string },
): Promise<Daily[]> {
  const params = [site, from, to]
  const events = await db.query<Counted>(EVENTS, params)
  const pages = await db.query<Counted>(PAGES, params)
  return events
    .filter(({ day }, at) => day !== events[at - 1]?.day)
    .map(({ day }) => ({ day, events: ofDay(events, day), pages: ofDay(pages, day) }))
}

interface Counted {
  day: string
  key: string
  n: number
}

function ofDay(rows: readonly Counted[], day: string): Record<string, number> {
  return Object.fromEntries(rows.filter((row) => row.day === day).map(({ key, n }) => [key, n]))
}

const SPAN = 'site = $1 and day between $2::date and $3::date'

const EVENTS = `
  select day::text as day, name as key, sum(events)::float8 as n from (
    select day, name, count(*) as events from askfirst.events where ${SPAN} group by 1, 2
    union all
    select day, name, events from askfirst.daily_events where ${SPAN}) counted
  group by 1, 2 order by 1 desc, 2`

const PAGES = `
  select day::text as day, url as key, sum(views)::float8 as n from (
    select day, coalesce(${PAGE_URL}, '') as url, count(*) as views
    from askfirst.events where ${SPAN} and name = 'page' group by 1, 2
    union all
    select day, url, views from askfirst.daily_pages where ${SPAN}) viewed
  group by 1, 2 order by 1 desc, 3 desc, 2`
