import { deleteDB, openDB } from 'idb'
import type { Database } from './rows.ts'

/**
 * Opens, and makes where it is missing, a database on the device.
 *
 * @throws DOMException where storage is denied
 */
export async function openRows(name: string): Promise<Database> {
  const db = await openDB(name, 1, {
    upgrade: (fresh) => void fresh.createObjectStore('rows'),
    // Another tab deletes the database after a no: a closed connection fails the next use, which opens anew.
    blocking: () => db.close(),
  })
  return {
    kind: 'indexeddb',
    run: async (mode, work) => {
      const transaction = db.transaction('rows', mode, { durability: 'relaxed' })
      const { store } = transaction
      try {
        const result = await work({
          get: (key) => store.get(key),
          put: (key, row) => store.put!(row, key),
          delete: (key) => store.delete!(key),
          each: async (prefix, visit) => {
            let cursor = await store.openCursor(IDBKeyRange.bound(prefix, `${prefix}\uffff`))
            while (cursor && visit(cursor.value, cursor.key as string)) cursor = await cursor.continue()
          },
        })
        await transaction.done
        return result
      } catch (error) {
        // Whatever failed, no half of it may stand.
        transaction.done.catch(() => undefined)
        try {
          transaction.abort()
        } catch {
          // Aborted already, by the failure itself.
        }
        throw error
      }
    },
    close: () => db.close(),
  }
}

/** Whether the database exists; undefined where the browser can't tell without opening it. */
export async function rowsExist(name: string): Promise<boolean | undefined> {
  return (await indexedDB.databases?.())?.some((found) => found.name === name)
}

/** Deletes a database; opens nothing, and does nothing where there is none. */
export async function deleteRows(name: string): Promise<void> {
  if ((await rowsExist(name)) !== false) await deleteDB(name)
}
