import type { ReceiptRequest } from '../wire/readReceipt.ts'
import type { Database, Param } from './database.ts'

/** One receipt as the operator gets it. */
export interface StoredReceipt {
  site: string
  /** ms since the epoch */
  receivedAt: number
  receipt: unknown
}

/** Which receipts: all of the site, or those that arrived in a span of time. */
export interface ReceiptFilter {
  site: string
  /** ms since the epoch, included */
  from?: number
  /** ms since the epoch, not included */
  to?: number
}

const PAGE = 500

/** Keeps a receipt, on disk when the promise resolves; false where it is kept already. */
export async function keepReceipt(
  db: Database,
  receivedAt: number,
  { site, receipt, text }: ReceiptRequest,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const kept = await tx.query(
      `insert into askfirst.receipts (site, record_id, hash, received_at, receipt)
       values ($1::text, $2::text, $3::text, to_timestamp($4::float8 / 1000), $5::text)
       on conflict do nothing
       returning 1`,
      [site, receipt.header.recordId, receipt.hash, receivedAt, text],
    )
    return kept.length > 0
  })
}

interface Row {
  at: number
  id: string
  hash: string
  receipt: string
}

/** Gives receipts in pages, in the order of their arrival; what arrives meanwhile may or may not be among them. */
export async function* exportReceipts(db: Database, filter: ReceiptFilter): AsyncGenerator<StoredReceipt[]> {
  let last: Row | undefined
  do {
    const { sql, params } = pageQuery(filter, last)
    const rows = await db.query<Row>(sql, params)
    if (rows.length > 0)
      yield rows.map(({ at, receipt }) => ({
        site: filter.site,
        receivedAt: at,
        receipt: JSON.parse(receipt),
      }))
    last = rows.length < PAGE ? undefined : rows.at(-1)
  } while (last)
}

function pageQuery(
  { site, from, to }: ReceiptFilter,
  after: Row | undefined,
): { sql: string; params: Param[] } {
  const params: Param[] = [site]
  const next = (value: Param): string => `$${params.push(value)}`
  const time = (ms: number): string => `to_timestamp(${next(ms)}::float8 / 1000)`
  const conditions = ['site = $1']
  if (from !== undefined) conditions.push(`received_at >= ${time(from)}`)
  if (to !== undefined) conditions.push(`received_at < ${time(to)}`)
  if (after)
    conditions.push(
      `(received_at, record_id, hash) > (${time(after.at)}, ${next(after.id)}::text, ${next(after.hash)}::text)`,
    )
  const sql = `
    select round(extract(epoch from received_at) * 1000)::float8 as at, record_id as id, hash, receipt
    from askfirst.receipts where ${conditions.join(' and ')}
    order by site, received_at, record_id, hash limit ${PAGE}`
  return { sql, params }
}
