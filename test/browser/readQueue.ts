/** What the queue's database holds, as far as a script of the page can read it. */
export interface Dump {
  /** keys of the rows, in order */
  keys: string[]
  /** every string, number and byte of the rows, their keys' names included */
  text: string
  cryptoKeys: { name: string; extractable: boolean; exported: boolean }[]
}

/** Evaluated in a page: reads what it can of the queue. */
export async function readQueue(): Promise<Dump> {
  const done = <R>(request: IDBRequest<R>): Promise<R> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await done(indexedDB.open('askfirst-queue'))
  const store = database.transaction('rows').objectStore('rows')
  const [keys, rows] = await Promise.all([done(store.getAllKeys()), done(store.getAll())])
  database.close()
  const found: CryptoKey[] = []
  const read = (value: unknown): string => {
    if (value instanceof ArrayBuffer) return read(new Uint8Array(value))
    if (value instanceof Uint8Array) return String.fromCharCode(...value)
    if (value instanceof CryptoKey) found.push(value)
    else if (value && typeof value === 'object')
      return Object.entries(value)
        .map(([name, member]) => `${name}=${read(member)}`)
        .join('\n')
    return String(value)
  }
  const text = [...keys.map(String), ...rows.map(read)].join('\n')
  const cryptoKeys = found.map(async (key) => {
    const exported = await crypto.subtle.exportKey('raw', key).then(
      () => true,
      () => false,
    )
    return { name: key.algorithm.name, extractable: key.extractable, exported }
  })
  return { keys: keys.map(String), text, cryptoKeys: await Promise.all(cryptoKeys) }
}
