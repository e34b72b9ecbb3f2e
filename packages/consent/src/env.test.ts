import { beforeEach, expect, test, vi } from 'vitest'
import type { DurableCopy } from './consentEnv.ts'
import { browserConsentEnv, RECORD_KEY } from './env.ts'
import { type ConsentRecord, newest } from './record.ts'
import type { Database } from './rows.ts'

const disk = vi.hoisted(() => ({
  exists: false,
  keys: new Set<string>(),
  opened: 0,
  /** transactions that are still carried out: what kills the browser comes after them */
  left: Number.POSITIVE_INFINITY,
}))

vi.mock('./openRows.ts', () => ({
  rowsExist: async () => disk.exists,
  openRows: async (): Promise<Database> => {
    disk.exists = true
    disk.opened++
    return {
      kind: 'indexeddb',
      run: async (_mode, work) => {
        if (!disk.left--) throw new DOMException('the connection has ended', 'InvalidStateError')
        return work({
          put: async (key) => disk.keys.add(key),
          delete: async (key) => disk.keys.delete(key),
          keys: async (prefix) => [...disk.keys].filter((key) => key.startsWith(prefix)).sort(),
          all: async () => [],
        })
      },
      close: () => undefined,
    }
  },
}))

beforeEach(() => {
  Object.assign(disk, { exists: false, keys: new Set(), opened: 0, left: Number.POSITIVE_INFINITY })
})

const yes: ConsentRecord = { v: 1, seq: 3, at: 5, purposes: { m: 'granted' }, noes: {}, asked: {} }
const no: ConsentRecord = { v: 1, seq: 2, at: 5, purposes: { m: 'denied' }, noes: { m: 2 }, asked: {} }
const laterNo: ConsentRecord = { ...no, seq: 4, noes: { m: 4 } }
const copy = (): DurableCopy => browserConsentEnv().durableCopy

test('without a record nothing is opened where no database exists', async () => {
  expect(await copy().exchange(null)).toBeNull()
  expect(disk.opened).toBe(0)
})

test('what was put stands for every later reader, and leaves one row', async () => {
  const tab = copy()
  for (const record of [no, no, yes, laterNo, yes]) await tab.exchange(record)
  const standing = newest(newest(no, yes), laterNo)
  expect(await tab.exchange(null)).toEqual(standing)
  expect(await copy().exchange(null)).toEqual(standing)
  expect(disk.keys.size).toBe(1)
  expect(disk.opened).toBe(2)
})

test.each([
  [no, yes],
  [yes, no],
  [laterNo, yes],
  [yes, laterNo],
])('a kill after the first transaction of a put loses neither record: %#', async (stood, put) => {
  await copy().exchange(stood)
  disk.left = 1
  await expect(copy().exchange(put)).rejects.toThrow()
  disk.left = Number.POSITIVE_INFINITY
  expect(await copy().exchange(null)).toEqual(newest(stood, put))
  expect(disk.keys.size).toBe(1)
})

test('of two tabs that put at once neither takes the other’s no away', async () => {
  const [one, two] = [copy(), copy()]
  await Promise.all([one.exchange(yes), two.exchange(laterNo), one.exchange(no)])
  expect(await copy().exchange(null)).toMatchObject({ seq: 4, purposes: { m: 'denied' }, noes: { m: 4 } })
})

test('a connection that has ended is opened anew', async () => {
  const tab = copy()
  disk.left = 0
  await expect(tab.exchange(no)).rejects.toThrow()
  disk.left = Number.POSITIVE_INFINITY
  expect(await tab.exchange(no)).toEqual(no)
  expect(disk.opened).toBe(2)
})

test.each([
  ['a full storage', 1],
  ['one that stays full', 9],
])('in %s a no takes the yes away that stands there', (_, refusals) => {
  const stored = new Map([[RECORD_KEY, JSON.stringify(yes)]])
  let left = refusals
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    removeItem: (key: string) => stored.delete(key),
    setItem: (key: string, text: string) => {
      if (left-- > 0) throw new DOMException('full', 'QuotaExceededError')
      stored.set(key, text)
    },
  })
  const { syncCopy } = browserConsentEnv()
  try {
    syncCopy.write(JSON.stringify(laterNo))
  } catch {
    // Told, so that the durable copy is asked; what matters is what other tabs read now.
  }
  expect(syncCopy.read()).toBe(refusals === 1 ? JSON.stringify(laterNo) : null)
  vi.unstubAllGlobals()
})
