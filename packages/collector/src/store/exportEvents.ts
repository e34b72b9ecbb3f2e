import type { Param, Queryable } from './database.ts'

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
 * Gives the events in pages, ordered by day, stream and number. No transaction stays open between pages, so that
 * an export of any length holds nothing up; events that arrive meanwhile may or may not be in it.
 */
export async function* exportEvents(db: Queryable, filter: ExportFilter): AsyncGenerator<ExportedEvent[]> {
  let after: { day: string; stream: string; seq: number } | undefined
  for (;;) {
    const params: readonly Param[] = [
      filter.site,
      filter.day ?? null,
      filter.from ?? null,
      filter.to ?? null,
      after?.day ?? null,
      after?.stream ?? null,
      after?.seq ?? null,
    ]
    const events = await db.query<ExportedEvent>(SQL, params)
    if (events.length > 0) yield events
    const last = events.at(-1)
    if (!last || events.length < PAGE) return
    after = { day: last.stream.slice(0, 10), stream: last.stream.slice(11), seq: last.seq }
  }
}

const SQL = `
  select site, day::text || '.' || stream as stream, seq, purpose, name,
    round(extract(epoch from at) * 1000)::float8 as at,
    round(extract(epoch from received_at) * 1000)::float8 as "receivedAt", props
  from askfirst.events e
  where site = $1
    and ($2::date is null or day = $2::date)
    and ($3::float8 is null or at >= to_timestamp($3::float8 / 1000))
    and ($4::float8 is null or at < to_timestamp($4::float8 / 1000))
    and ($5::date is null or (e.day, e.stream, e.seq) > ($5::date, $6::text, $7::int))
  order by e.day, e.stream, e.seq
  limit ${PAGE}`
