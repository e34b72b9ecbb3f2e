import { type IDBPDatabase, openDB } from 'idb'
import type { ReceiptEnv } from './receiptEnv.ts'

/** Where the receipts are on the device. */
export const RECEIPTS_DATABASE = 'askfirst-receipts'

/** A type of our own, so that Node can check receipts without the types of the DOM. */
const world = globalThis as unknown as {
  indexedDB: { databases?(): Promise<readonly { name?: string }[]> }
  origin?: string
}

/**
 * The receipts in IndexedDB, a row each, its number the key. localStorage would lose some: each process of Firefox reads
 * a copy of its own there, even under a Web Lock, and so writes over what another one has just added.
 */
export const receiptRows: Pick<ReceiptEnv, 'read' | 'add'> = {
  read: async () => {
    // A sandboxed frame has none; asked all the same, Chromium also leaves a rejection that nobody can handle.
    if (world.origin === 'null') return { last: 0, kept: [] }
    // Opening would make it. A browser that can't tell opens it.
    const found = await world.indexedDB.databases?.()
    if (found && !found.some(({ name }) => name === RECEIPTS_DATABASE)) return { last: 0, kept: [] }
    return use(async (db) => {
      const { store, done } = db.transaction('rows')
      const [numbers, kept] = await Promise.all([store.getAllKeys(), store.getAll(), done])
      return { last: (numbers.at(-1) ?? 0) as number, kept }
    })
  },
  add: (receipt, number, gone) =>
    use(async (db) => {
      const transaction = db.transaction('rows', 'readwrite', { durability: 'relaxed' })
      const { store, done } = transaction
      const asked = [store.add(receipt, number), store.delete(gone), done]
      // A page that is suspended in the middle holds up no other tab (seen in WebKitGTK).
      transaction.commit()
      try {
        await Promise.all(asked)
        return true
      } catch (error) {
        if ((error as { name?: string }).name === 'ConstraintError') return false
        throw error
      }
    }),
}

/** The connection lives for one use: a page in the back/forward cache holds none. */
async function use<Result>(work: (db: IDBPDatabase) => Promise<Result>): Promise<Result> {
  const db = await openDB(RECEIPTS_DATABASE, 1, {
    upgrade: (fresh) => void fresh.createObjectStore('rows'),
  })
  try {
    return await work(db)
  } finally {
    db.close()
  }
}
