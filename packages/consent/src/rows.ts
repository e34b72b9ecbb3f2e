/** One table inside a transaction. */
export interface Rows {
  put(key: string, row: unknown): Promise<unknown>
  delete(key: string): Promise<unknown>
  /** Keys that begin with the prefix, in order. */
  keys(prefix: string): Promise<string[]>
  /** Rows whose keys begin with the prefix, in the order of the keys; the first `most` of them. */
  all(prefix: string, most?: number): Promise<unknown[]>
}

/** A table with atomic transactions: IndexedDB, or memory. */
export interface Database {
  readonly kind: 'indexeddb' | 'memory'
  /**
   * One transaction whose requests are all made at once, and which is then complete without this page's help:
   * a page that is suspended in the middle of one would hold up every other tab (seen in WebKitGTK).
   */
  run<Result>(mode: 'readonly' | 'readwrite', work: (rows: Rows) => Promise<Result>): Promise<Result>
  close(): void
}
