import { describe, expect, it } from 'vitest'
import { engines } from '../support/browsers.ts'
import { allOnce, arrivals, sayYes, trackMany } from './deliveryPages.ts'
import { openBrowser, type Shop, shopForEach } from './pages.ts'

const EVENTS = 10

/** A row as the queue has it, sealed, or a key's. */
interface Row {
  id: string
  destination?: string
  key: string & CryptoKey
  iv: Uint8Array<ArrayBuffer>
  sealed: ArrayBuffer
}

let shop: Shop
shopForEach((opened) => {
  shop = opened
  shop.serve('/')
})

describe.each(engines)('the queue of another release in $name', (engine) => {
  it('what the release before destinations has left is delivered, once, and can be erased', async (context) => {
    const tab = await (await openBrowser(context, engine)).newTab(`${shop.url}/`)
    await sayYes(tab, shop)
    shop.script('/v1/', { status: 503 })
    await trackMany(tab, 'left', EVENTS)
    await tab.evaluate(() => window.askfirst.flush())
    const changed = await tab.evaluate(asTheReleaseBefore)
    expect(changed.sort()).toEqual(['c', 's'])

    shop.script('/v1/', undefined)
    await tab.goto(`${shop.url}/`)
    await tab.waitFor(() => window.askfirst?.inspect?.().streams > 0)
    await tab.evaluate(() => window.askfirst.flush())
    await shop.stored(EVENTS + 2)
    expect(arrivals(await shop.stored(), 'left', EVENTS)).toEqual(allOnce(EVENTS))
    expect(await tab.evaluate(() => window.askfirst.erase())).toMatchObject({
      streams: 2,
      collector: 'erased',
    })
    expect(await shop.stored()).toEqual([])
  })

  it('a newer release’s is left alone: events wait in memory, and arrive', async (context) => {
    shop.page('/newer', '<!doctype html><title>Newer</title>')
    const tab = await (await openBrowser(context, engine)).newTab(`${shop.url}/newer`)
    await tab.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('askfirst-queue', 9)
          opening.onupgradeneeded = () => void opening.result.createObjectStore('newer')
          opening.onerror = () => reject(opening.error)
          opening.onsuccess = () => {
            opening.result.close()
            resolve()
          }
        }),
    )
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
    await trackMany(tab, 'kept', EVENTS)
    await tab.evaluate(() => window.askfirst.flush())
    expect(arrivals(await shop.stored(EVENTS + 1), 'kept', EVENTS)).toEqual(allOnce(EVENTS))
    expect(await tab.evaluate(() => window.askfirst.inspect().mode)).toBe('memory')
  })
})

/**
 * Evaluated in a page: makes of the queue what the release before destinations had written, which named none, neither
 * beside a row nor in what it sealed. Returns the kinds of the rows that it has changed.
 */
async function asTheReleaseBefore(): Promise<string[]> {
  const done = <R>(request: IDBRequest<R>): Promise<R> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await done(indexedDB.open('askfirst-queue'))
  const store = (mode: IDBTransactionMode): IDBObjectStore =>
    database.transaction('rows', mode).objectStore('rows')
  const keys = (await done(store('readonly').getAllKeys())).map(String)
  const rows: Row[] = await done(store('readonly').getAll())
  const changed = keys.map(async (key, at) => {
    const { destination, ...row } = rows[at]!
    if (destination === undefined) return []
    const name = 'AES-GCM'
    const additionalData = new TextEncoder().encode(`askfirst-queue\n${key}\n1`)
    const { key: sealKey } = rows.find(({ id }, i) => keys[i]![0] === 'e' && id === row.key)!
    const plain = await crypto.subtle.decrypt({ name, iv: row.iv, additionalData }, sealKey, row.sealed)
    const value = JSON.parse(new TextDecoder().decode(plain))
    if (value.stream) delete value.stream.destination
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const bytes = new TextEncoder().encode(JSON.stringify(value))
    const sealed = await crypto.subtle.encrypt({ name, iv, additionalData }, sealKey, bytes)
    return [{ key, row: { ...row, iv, sealed } }]
  })
  const written = (await Promise.all(changed)).flat()
  const table = store('readwrite')
  await Promise.all(written.map(({ key, row }) => done(table.put(row, key))))
  database.close()
  return [...new Set(written.map(({ key }) => key[0]!))]
}
