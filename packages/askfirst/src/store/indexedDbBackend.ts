import { type IDBPDatabase, openDB } from 'idb'
import type { Backend, Table } from './backend.ts'
import type { Chunk, StreamRow } from './chunkStore.ts'

export const QUEUE_DATABASE = 'askfirst-queue'
const TABLES = ['chunks', 'streams', 'meta'] as const

/**
 * Opens the durable queue.
 *
 * @throws DOMException where storage is denied
 */
export async function indexedDbBackend(): Promise<Backend> {
  const db: IDBPDatabase = await openDB(QUEUE_DATABASE, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('chunks', { keyPath: 'id' })
      fresh.createObjectStore('streams', { keyPath: 'secret' })
      fresh.createObjectStore('meta')
    },
    // Another tab deletes the database after a no: a closed connection fails the next use, which opens anew.
    blocking: () => db.close(),
  })
  return {
    kind: 'indexeddb',
    run: async (mode, work) => {
      const transaction = db.transaction(TABLES, mode, { durability: 'relaxed' })
      const table = <Row>(name: (typeof TABLES)[number]): Table<Row> => {
        const store = transaction.objectStore(name)
        return {
          get: (key) => store.get(key),
          put: (row, key) => store.put!(row, key),
          delete: (key) => store.delete!(key),
          each: async (listener) => {
            let cursor = await store.openCursor()
            while (cursor && listener(cursor.value)) cursor = await cursor.continue()
          },
        }
      }
      try {
        const result = await work({
          chunks: table<Chunk>('chunks'),
          streams: table<StreamRow>('streams'),
          meta: table<unknown>('meta'),
        })
        await transaction.done
        return result
      } catch (error) {
        // Whatever failed, no half of it may stand; `done` rejects with the same error.
        transaction.done.catch(() => undefined)
        try {
          transaction.abort()
        } catch {
          // Already aborted by the failure itself.
        }
        throw error
      }
    },
    close: () => db.close(),
  }
}
