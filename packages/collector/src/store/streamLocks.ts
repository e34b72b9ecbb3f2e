import type { Queryable } from './database.ts'

// 'ask2' in ASCII: keeps these locks apart from every other use of advisory locks in the same database.
const STREAM_LOCKS = 0x61736b32

/**
 * Makes transactions that touch the same streams take turns until they end. Without it an erasure could miss
 * events whose transaction has not committed. Taken in order, so that two can't wait for each other; folded into
 * 256, so that no batch exhausts the server's lock table.
 */
export async function lockStreams(tx: Queryable, site: string, streams: readonly string[]): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock($1::int, slot) from
       (select distinct hashtext($2::text || stream) & 255 as slot from unnest($3::text[]) stream order by 1) slots`,
    [STREAM_LOCKS, site, streams],
  )
}
