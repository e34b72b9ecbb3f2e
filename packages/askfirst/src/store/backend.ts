import type { Chunk, StreamRow } from './chunkStore.ts'

/** One table inside a transaction, rows in the order of their keys. */
export interface Table<Row> {
  get(key: string): Promise<Row | undefined>
  put(row: Row, key?: string): Promise<unknown>
  delete(key: string): Promise<unknown>
  /** Calls back for each row until the listener returns false. */
  each(listener: (row: Row) => boolean): Promise<void>
}

export interface Tables {
  chunks: Table<Chunk>
  streams: Table<StreamRow>
  /** totals, and keys by purpose */
  meta: Table<unknown>
}

/** Atomic transactions over the three tables: IndexedDB, or memory. */
export interface Backend {
  readonly kind: 'indexeddb' | 'memory'
  /** Resolves once the transaction is complete. `work` may await the tables only. */
  run<Result>(mode: IDBTransactionMode, work: (tables: Tables) => Promise<Result>): Promise<Result>
  close(): void
}
