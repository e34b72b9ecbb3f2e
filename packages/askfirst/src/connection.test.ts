import type { Database } from '@askfirst/consent'
import { expect, test, vi } from 'vitest'
import { connection } from './connection.ts'
import type { Env } from './environment.ts'
import { memoryRows } from './memoryRows.ts'

/** A device whose databases are scripted; timers end when the test says so. */
function device(databases: Env['openStore'][]) {
  const warnings: string[] = []
  const timers = new Set<() => void>()
  let opened = 0
  const env: Partial<Env> = {
    subtle: crypto.subtle,
    openStore: () => databases[Math.min(opened++, databases.length - 1)]!(),
    warn: (message) => void warnings.push(message),
    timer: (listener) => {
      timers.add(listener)
      return () => void timers.delete(listener)
    },
  }
  const filled: string[] = []
  const store = connection(
    env as Env,
    true,
    () => true,
    async ({ kind }) => void filled.push(kind),
  )
  const keep = (): Promise<unknown> => store.run('readwrite', (rows) => rows.put('c1', 'row'))
  const tooLong = async (): Promise<void> => {
    await new Promise((done) => setTimeout(done))
    for (const end of timers) end()
    timers.clear()
  }
  return { store, keep, tooLong, warnings, timers, filled, opened: () => opened }
}

const never = (): Promise<never> => new Promise(() => undefined)

test.each<[string, Env['openStore']]>([
  ['opens', never],
  ['answers', async () => ({ ...memoryRows(), kind: 'indexeddb', run: never })],
])('a database that never %s: opened once more, then memory, and one warning', async (_, hangs) => {
  const { store, keep, tooLong, warnings, timers, filled, opened } = device([hangs])
  const kept = keep()
  await tooLong()
  await tooLong()
  await kept
  expect([store.mode(), opened(), filled]).toEqual(['memory', 2, ['memory']])
  expect(warnings).toEqual([expect.stringContaining('no answer')])
  await keep()
  expect(warnings).toHaveLength(1)
  expect(timers.size).toBe(0)
})

test('one that opens after it was given up is closed, and nothing goes into it', async () => {
  const late: ((database: Database) => void)[] = []
  const hangs = (): Promise<Database> => new Promise((done) => void late.push(done))
  const { store, keep, tooLong, filled } = device([hangs])
  const kept = keep()
  await tooLong()
  await tooLong()
  await kept
  const closed = vi.fn()
  const run = vi.fn()
  for (const open of late) open({ kind: 'indexeddb', run, close: closed })
  await keep()
  expect([late.length, closed.mock.calls.length, run.mock.calls.length]).toEqual([2, 2, 0])
  expect([store.mode(), filled]).toEqual(['memory', ['memory']])
})

test('one that hangs once is opened anew and stays durable', async () => {
  const rows = { ...memoryRows(), kind: 'indexeddb' as const }
  const { store, keep, tooLong, warnings, opened } = device([never, async () => rows])
  const kept = keep()
  await tooLong()
  await kept
  expect([store.mode(), opened(), warnings]).toEqual(['indexeddb', 2, []])
})

test('of several at once that the device fails, all are kept in memory', async () => {
  const { store, keep, opened } = device([() => Promise.reject(new Error('denied'))])
  await Promise.all([keep(), keep(), keep()])
  expect([store.mode(), opened()]).toEqual(['memory', 2])
})

test('a device that was never reached holds nothing of this page’s; one that fails later may', async () => {
  const denied = device([() => Promise.reject(new Error('denied'))])
  await denied.keep()
  expect(denied.store.left()).toBe(false)
  let works = true
  const rows = memoryRows()
  const run: typeof rows.run = (access, work) =>
    works ? rows.run(access, work) : Promise.reject(new Error('lost'))
  const failing = device([async () => ({ ...rows, kind: 'indexeddb' as const, run })])
  await failing.keep()
  expect(failing.store.left()).toBe(false)
  works = false
  await failing.keep()
  expect([failing.store.mode(), failing.store.left()]).toEqual(['memory', true])
})
