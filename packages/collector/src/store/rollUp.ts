import type { Param, Queryable } from './database.ts'

/** Page loads below which an address is not told apart: its views count under the empty one. */
const K = 10

/** What the address of a page view is counted under: without query and fragment. */
export const PAGE_URL = `left(split_part(split_part(props->>'url', '#', 1), '?', 1), 300)`

/**
 * Adds events to the numbers of their day; resolves with how many they were, by site.
 *
 * @param gone the events: SQL that gives `site`, `day`, `stream`, `name` and `props`, and may delete them
 */
export async function rollUp(
  tx: Queryable,
  gone: string,
  params: readonly Param[] = [],
): Promise<{ site: string; events: number }[]> {
  return tx.query(
    `with gone as (${gone}),
     counted as (
       insert into askfirst.daily_events as known (site, day, name, events)
       select site, day, name, count(*)::int from gone group by site, day, name
       on conflict (site, day, name) do update set events = known.events + excluded.events),
     views as (
       select site, day, coalesce(${PAGE_URL}, '') as url, count(*) as views, count(distinct stream) as loads
       from gone where name = 'page' group by 1, 2, 3),
     viewed as (
       insert into askfirst.daily_pages as known (site, day, url, views)
       select site, day, case when loads >= ${K} then url else '' end, sum(views)::int from views group by 1, 2, 3
       on conflict (site, day, url) do update set views = known.views + excluded.views)
     select site, count(*)::int as events from gone group by site`,
    params,
  )
}
