import type { Database, Param } from './database.ts'

/** One event as the export gives it. */
export interface ExportedEvent {
  site: string
  /** the name as on the wire, `YYYY-MM-DD.<22 characters>` */
  stream: string
  seq: number
  purpose: string
  name: string
  /** ms since the epoch */
  at: number
  receivedAt: number
  props: Record<string, unknown>
}

/** Which events to export: all of the site, or those of one day in the streams' names, or of a span of time. */
export interface ExportFilter {
  site: string
  day?: string
  /** ms since the epoch, included */
  from?: number
  /** ms since the epoch, not included */
  to?: number
}

const PAGE = 1_000

/**
 * Gives the events in pages, ordered by day, stream and number. No transaction stays open between two pages, so that
 * an export of any length holds nothing up; events that arrive meanwhile may or may not be in it.
 */
export async function* exportEvents(db: Database, filter: ExportFilter): AsyncGenerator<ExportedEvent[]> {
  let after: Position | undefined
  for (;;) {
    const { sql, params } = pageQuery(filter, after)
    const events = await db.transaction(async (tx) => {
      // In the order of the primary key nothing needs sorting; a planner without statistics does not see that,
      // and would read all that is left of the table for every page.
      await tx.query('set local enable_sort = off')
      return tx.query<ExportedEvent>(sql, params)
    })
    if (events.length > 0) yield events
    const last = events.at(-1)
    if (!last || events.length < PAGE) return
    after = { day: last.stream.slice(0, 10), stream: last.stream.slice(11), seq: last.seq }
  }
}

interface Position {
  day: string
  stream: string
  seq: number
}

// Only the conditions that are asked for: with all of them in one statement the planner can't use the primary key,
// and every page costs as much as the whole table.
function pageQuery(filter: ExportFilter, after: Position | undefined): { sql: string; params: Param[] } {
  const params: Param[] = [filter.site]
  const next = (value: Param): string => `$${params.push(value)}`
  const conditions = ['site = $1']
  if (filter.day !== undefined) conditions.push(`day = ${next(filter.day)}::date`)
  if (filter.from !== undefined) conditions.push(`at >= to_timestamp(${next(filter.from)}::float8 / 1000)`)
  if (filter.to !== undefined) conditions.push(`at < to_timestamp(${next(filter.to)}::float8 / 1000)`)
  if (after)
    conditions.push(
      `(e.day, e.stream, e.seq) > (${next(after.day)}::date, ${next(after.stream)}::text, ${next(after.seq)}::int)`,
    )
  const sql = `
    select site, day::text || '.' || stream as stream, seq, purpose, name,
      round(extract(epoch from at) * 1000)::float8 as at,
      round(extract(epoch from received_at) * 1000)::float8 as "receivedAt", props
    from askfirst.events e where ${conditions.join(' and ')}
    order by e.site, e.day, e.stream, e.seq limit ${PAGE}`
  return { sql, params }
}
