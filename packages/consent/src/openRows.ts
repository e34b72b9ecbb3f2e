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
      const range = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}\uffff`)
      const working = work({
        put: (key, row) => heard(store.put!(row, key)),
        delete: (key) => heard(store.delete!(key)),
        keys: (prefix) => store.getAllKeys(range(prefix)) as Promise<string[]>,
        all: (prefix, most) => store.getAll(range(prefix), most),
      })
      transaction.commit()
      return (await Promise.all([working, transaction.done]))[0]
    },
    close: () => db.close(),
  }
}

/** A request that nobody waits for must not be the page's unhandled rejection: its transaction rejects too. */
function heard<Result>(request: Promise<Result>): Promise<Result> {
  request.catch(() => undefined)
  return request
}

/** Whether the database exists; undefined where the browser can't tell without opening it. */
export async function rowsExist(name: string): Promise<boolean | undefined> {
  try {
    return (await indexedDB.databases?.())?.some((found) => found.name === name)
  } catch {
    // Storage is denied to this frame: nothing can be there.
    return false
  }
}

/** Deletes a database; opens nothing, and does nothing where there is none. */
export async function deleteRows(name: string): Promise<void> {
  if ((await rowsExist(name)) === false) return
  // A tab that can't let go now (frozen, say) holds up the deletion, not the caller: it follows when that tab can.
  await new Promise<unknown>((done, fail) => {
    deleteDB(name, { blocked: done }).then(done, fail)
  })
}
