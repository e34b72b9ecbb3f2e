import type { Database, Queryable } from './database.ts'

/** A transaction whose statements may take as long as they need: a full day is longer at it than any request may be. */
export function unhurried<Result>(db: Database, work: (tx: Queryable) => Promise<Result>): Promise<Result> {
  return db.transaction(async (tx) => {
    await tx.query('set local statement_timeout = 0')
    return work(tx)
  })
}
