import type { Database } from '@askfirst/consent'
import { expect, test } from 'vitest'
import { memoryRows } from './memoryRows.ts'
import { ANY, BATCH, chunk, LIMITS, NOW, seqs, tab } from './queueForTests.ts'

test('what is on the wire is not given up for want of room: it may be stored, and would be told as lost', async () => {
  const { queue, lost } = tab({ ...LIMITS, events: 2 })
  await queue.change([chunk(0), chunk(1)])
  const onTheWire = await queue.lease({ ...BATCH, chunks: 1 }, NOW + 25_000, ANY)
  expect(seqs(onTheWire)).toEqual([0])
  await queue.change([chunk(2)])
  // The collector has accepted it.
  await queue.change([], onTheWire)
  const notes = (await queue.lease(BATCH, NOW + 25_001, ANY)).flatMap((left) => left.lost ?? [])
  expect([lost, notes]).not.toEqual([['1 queue_full'], [{ reason: 'queue_full', ranges: [[0, 0]] }]])
})

test('what two tabs give up at once is counted once', async () => {
  const rows = memoryRows()
  const filler = tab(LIMITS, rows)
  await filler.queue.change([chunk(0, 'measurement', 2)])
  const [one, two] = [tab(LIMITS, rows), tab(LIMITS, rows)]
  one.clock.now = two.clock.now = NOW + LIMITS.age + 1
  two.clock.now++
  await Promise.all([one.queue.change([]), two.queue.change([])])
  expect([...one.lost, ...two.lost]).toEqual(['2 too_old'])
})

test('a destination that does not answer fills its own room alone, whatever its purpose', async () => {
  const { queue, lost } = tab({ ...LIMITS, events: 3 })
  for (let n = 0; n < 4; n++) await queue.change([chunk(n)])
  expect(lost).toEqual(['1 queue_full'])
  await queue.change([chunk(4, 'marketing', 1, NOW + 4, 'other')])
  const other = await queue.lease(BATCH, NOW + 25_000, ({ destination }) => destination === 'other')
  expect([lost, seqs(other), queue.totals().events]).toEqual([['1 queue_full'], [4], 4])
})

test('a full queue that is never emptied keeps within bounds, the notes of what was lost among it', async () => {
  const { queue } = tab({ ...LIMITS, events: 5 })
  for (let n = 0; n < 300; n++) await queue.change([chunk(n)])
  expect(queue.totals().chunks).toBeLessThan(100)
})

test('a no to one purpose reaches the rows on the device also once memory has taken its place, or says that it did not', async () => {
  const rows = memoryRows()
  await tab(LIMITS, rows).queue.change([chunk(0, 'marketing'), chunk(1)])
  let failures = 2
  const shaky: Database = {
    ...rows,
    kind: 'indexeddb',
    run: (access, work) => (failures-- > 0 ? Promise.reject(new Error('hangs')) : rows.run(access, work)),
  }
  const { queue } = tab(LIMITS, shaky)
  await queue.change([])
  expect(queue.mode()).toBe('memory')
  const told = await queue.purge(['marketing'], 'cekst').then(
    () => true,
    () => false,
  )
  const left = await rows.run('readonly', ({ all }) => all('c'))
  const marketing = left.filter((row) => (row as { purpose: string }).purpose === 'marketing')
  expect(told && marketing.length > 0).toBe(false)
})
