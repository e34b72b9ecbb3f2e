import type { Backend, Table, Tables } from './backend.ts'
import type { Chunk, StreamRow } from './chunkStore.ts'

/** Keeps everything in this page's memory: for private modes, sandboxed frames and plain http. */
export function memoryBackend(): Backend {
  const tables: Tables = {
    chunks: table<Chunk>((chunk) => chunk.id),
    streams: table<StreamRow>((stream) => stream.secret),
    meta: table<unknown>(),
  }
  let last: Promise<unknown> = Promise.resolve()
  return {
    kind: 'memory',
    run: (_mode, work) => {
      const result = last.then(() => work(tables))
      last = result.catch(() => undefined)
      return result
    },
    close: () => undefined,
  }
}

function table<Row>(keyOf?: (row: Row) => string): Table<Row> {
  const rows = new Map<string, Row>()
  return {
    get: async (key) => rows.get(key),
    put: async (row, key) => rows.set(key ?? keyOf!(row), row),
    delete: async (key) => rows.delete(key),
    each: async (listener) => {
      for (const key of [...rows.keys()].sort()) if (!listener(rows.get(key)!)) return
    },
  }
}
