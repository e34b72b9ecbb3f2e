/**
 * For `inject`: an IndexedDB that takes about so many bytes of each page and then rejects every `put`, as browsers do
 * (Indexed DB 3.0, 5.6: QuotaExceededError; the transaction aborts).
 */
export function fullDevice(room: number): void {
  let left = room
  const size = (value: unknown): number => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength
    if (typeof value === 'string') return value.length
    return value && typeof value === 'object'
      ? Object.values(value).reduce((sum: number, member) => sum + size(member), 0)
      : 8
  }
  const { put } = IDBObjectStore.prototype
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
    left -= size(value)
    if (left >= 0) return put.call(this, value, key)
    this.transaction.abort()
    throw new DOMException('no room is left', 'QuotaExceededError')
  }
}
