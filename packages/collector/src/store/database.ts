/** A value that both drivers pass alike. */
export type Param = string | number | null | readonly (string | number | null)[]

/** Runs one statement. */
export interface Queryable {
  /** `sql` uses `$1`…; rows come as plain objects. Write only casts that both drivers parse alike: no date, no int8. */
  query<Row>(sql: string, params?: readonly Param[]): Promise<Row[]>
}

/** PostgreSQL, embedded or a server: the whole difference between the two drivers is behind this. */
export interface Database extends Queryable {
  /** Runs `work` in one transaction: committed, and on disk, when the promise resolves. */
  transaction<Result>(work: (tx: Queryable) => Promise<Result>): Promise<Result>
  /** Waits for what runs, then lets go of everything. */
  close(): Promise<void>
}
