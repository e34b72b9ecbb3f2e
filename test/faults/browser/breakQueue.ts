/**
 * What is done to the queue's database: with `no database` from the first page's start on, else from the moment on at
 * which a page sets `queueBroken`.
 */
export type QueueFault =
  | 'no database'
  | 'open error'
  | 'blocked'
  | 'versionchange'
  | 'abort'
  | 'hang'
  | 'connection lost'

declare global {
  interface Window {
    queueBroken?: boolean
    /** the page's open connections to the queue */
    queueConnections: IDBDatabase[]
  }
}

/**
 * For `inject`: puts the faults that no page can bring about into IndexedDB: an open that fails, transactions that
 * abort, transactions that never complete. Of the others it keeps the connections at hand.
 */
export function breakQueue(fault: QueueFault): void {
  const QUEUE = 'askfirst-queue'
  const { open } = IDBFactory.prototype
  const { transaction } = IDBDatabase.prototype
  window.queueConnections = []
  // A version that no open of an older one can get: opening it as the first version fails with an event.
  const shut = fault === 'no database' || fault === 'open error'
  window.queueBroken = fault === 'no database'
  if (shut)
    open.call(indexedDB, 'newer', 2).onsuccess = ({ target }) => (target as IDBOpenDBRequest).result.close()
  IDBFactory.prototype.open = function (this: IDBFactory, name: string, version?: number) {
    if (name === QUEUE && shut && window.queueBroken) return open.call(this, 'newer', 1)
    const request = open.call(this, name, version)
    if (name === QUEUE)
      request.addEventListener('success', () => window.queueConnections.push(request.result))
    return request
  }
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args) {
    const made = transaction.apply(this, args)
    if (this.name !== QUEUE || !window.queueBroken) return made
    if (fault === 'abort') queueMicrotask(() => made.abort())
    if (fault === 'hang')
      for (const type of ['complete', 'success'])
        made.addEventListener(type, (event) => event.stopImmediatePropagation(), true)
    return made
  }
}
