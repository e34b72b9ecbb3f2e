/** One table inside a transaction, rows in the order of their keys. */
export interface Rows {
  get(key: string): Promise<unknown>
  put(key: string, row: unknown): Promise<unknown>
  delete(key: string): Promise<unknown>
  /** Visits the rows whose keys begin with the prefix, until the visitor returns false. */
  each(prefix: string, visit: (row: unknown, key: string) => boolean): Promise<void>
}

/** A table with atomic transactions: IndexedDB, or memory. */
export interface Database {
  readonly kind: 'indexeddb' | 'memory'
  /** Resolves once the transaction is complete. `work` may await the rows only. */
  run<Result>(mode: 'readonly' | 'readwrite', work: (rows: Rows) => Promise<Result>): Promise<Result>
  close(): void
}
