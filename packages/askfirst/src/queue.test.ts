import type { Database } from '@askfirst/consent'
import { expect, test } from 'vitest'
import type { Chunk, Stream } from './chunk.ts'
import { memoryRows } from './memoryRows.ts'
import type { Queue } from './queue.ts'
import { ANY, BATCH, chunk, LIMITS, NOW, seqs, tab } from './queueForTests.ts'

async function filled(...chunks: Chunk[]): Promise<ReturnType<typeof tab>> {
  const made = tab()
  await made.queue.change(chunks)
  return made
}

const streamsOf = async ({ streams }: Queue): Promise<string[]> =>
  (await streams()).map(({ secret }) => secret)
/** First letters of the rows' keys. */
const kindsIn = async ({ run }: Database): Promise<string> =>
  (await run('readonly', ({ keys }) => keys(''))).map(([kind]) => kind).join('')

test('two tabs never lease one chunk at a time, and what is freed is leased again', async () => {
  const one = await filled(chunk(0), chunk(1), chunk(2))
  const two = tab(LIMITS, one.rows)
  const first = await one.queue.lease({ ...BATCH, chunks: 2 }, NOW + 25_000, ANY)
  const second = await two.queue.lease(BATCH, NOW + 25_001, ANY)
  expect([seqs(first), seqs(second)]).toEqual([[0, 1], [2]])
  await one.queue.change([], [first[1]!], 'l')
  expect(seqs(await two.queue.lease(BATCH, NOW + 25_002, ANY))).toEqual([1])
})

test('a lease that has run out is taken over, and so is one that a wrong clock wrote', async () => {
  const { queue, clock } = await filled(chunk(0))
  await queue.lease(BATCH, NOW + 25_000, ANY)
  clock.now = NOW + 24_999
  expect(await queue.lease(BATCH, NOW + 49_999, ANY)).toEqual([])
  clock.now = NOW + 25_001
  expect(seqs(await queue.lease(BATCH, NOW + 50_001, ANY))).toEqual([0])
  // The clock was set back by a day: the lease seems to run for a day.
  clock.now = NOW - 86_400_000
  expect(seqs(await queue.lease(BATCH, NOW - 86_375_000, ANY))).toEqual([0])
})

test('what a purpose that is not asked for has left does not hold up the others', async () => {
  const { rows } = await filled(chunk(0, 'marketing'), chunk(1))
  const { queue } = tab(LIMITS, rows, ['measurement'])
  expect(seqs(await queue.lease(BATCH, NOW + 1, ANY))).toEqual([1])
})

test('a batch keeps to its bounds, but a chunk larger than these goes alone', async () => {
  const large = chunk(0, 'measurement', 200)
  const { queue } = await filled(large, chunk(1, 'measurement', 60), chunk(2, 'measurement', 60))
  expect(seqs(await queue.lease(BATCH, NOW + 1, ANY))).toEqual([0])
  await queue.change([], [large])
  expect(seqs(await queue.lease(BATCH, NOW + 1, ANY))).toEqual([1])
})

test('what a no has ended is neither leased nor put back', async () => {
  const { queue, lastNo, lost } = await filled(chunk(0, 'measurement', 2))
  lastNo.seq = 1
  await queue.change([chunk(2)])
  expect(await queue.lease(BATCH, NOW + 1, ANY)).toEqual([])
  expect(lost).toEqual(['2 denied'])
  await queue.change([])
  expect(queue.totals().chunks).toBe(0)
})

test('what is settled is gone, and cannot be leased or found again', async () => {
  const { queue } = await filled(chunk(0), chunk(1))
  await queue.change([], [chunk(0)])
  expect(queue.totals()).toEqual({ events: 1, bytes: 100, chunks: 1 })
  expect(seqs(await queue.lease(BATCH, NOW + 1, ANY))).toEqual([1])
})

test('over its bounds the queue gives up the oldest, and says which numbers were lost', async () => {
  const { queue, lost } = tab({ ...LIMITS, events: 2 })
  await queue.change([chunk(0, 'measurement', 3), chunk(3), chunk(4)])
  expect(lost).toEqual(['3 queue_full'])
  expect(queue.totals()).toEqual({ events: 2, bytes: 200, chunks: 3 })
  const [note] = (await queue.lease(BATCH, NOW + 1, ANY)).filter(({ lost }) => lost)
  expect(note).toMatchObject({ count: 0, lines: '', lost: [{ reason: 'queue_full', ranges: [[0, 2]] }] })
  // What is left of it takes no room, and is not given up for want of room.
  await queue.change([])
  expect(lost).toHaveLength(1)
})

test('what was named first of the purposes is kept longest, however old', async () => {
  const { queue, lost } = tab({ ...LIMITS, events: 3 })
  await queue.change([chunk(0), chunk(1, 'marketing'), chunk(2), chunk(3, 'marketing')])
  expect(lost).toEqual(['1 queue_full'])
  await queue.change([chunk(4), chunk(5, 'marketing')])
  expect(lost).toHaveLength(3)
  const left = (await queue.lease(BATCH, NOW + 5_000, ANY)).filter(({ count }) => count)
  expect(left.map(({ seq, purpose }) => [seq, purpose])).toEqual([
    [0, 'measurement'],
    [2, 'measurement'],
    [4, 'measurement'],
  ])
})

test('what is too old goes, with another reason', async () => {
  const { queue, lost } = await filled(chunk(0, 'measurement', 1, NOW - LIMITS.age - 1), chunk(1))
  expect(lost).toEqual(['1 too_old'])
  expect(queue.totals().events).toBe(1)
})

test('a purge deletes every row of its purposes and nothing of the others', async () => {
  const { queue, rows } = await filled(chunk(0), chunk(1, 'marketing'), chunk(2, 'marketing', 4))
  await queue.run('readwrite', ({ put }) => put('kmarketing', { purpose: 'marketing' }))
  await queue.lease(BATCH, NOW + 25_000, ANY)
  expect(await queue.purge(['marketing'], 'cekst')).toBe(5)
  expect(queue.totals().events).toBe(1)
  const { id } = chunk(0)
  expect(await rows.run('readonly', ({ keys }) => keys(''))).toEqual([
    `c${id}`,
    expect.stringMatching(/^emeasurement\.1\./),
    `l${id}`,
    'sstream-measurement',
  ])
})

test('rows tell what a purge, a lease and the retention go by, and nothing else', async () => {
  const { rows } = await filled(chunk(0))
  const { id } = chunk(0)
  const [row, key, stream] = (await rows.run('readonly', ({ all }) => all(''))) as Record<string, unknown>[]
  const common = { purpose: 'measurement', decision: 1 }
  const sealed = { key: key!['id'], iv: expect.any(Uint8Array), sealed: expect.any(ArrayBuffer) }
  const destination = 'native'
  expect(row).toEqual({ ...common, destination, id, ...sealed })
  expect(stream).toEqual({ ...common, destination, id: 'stream-measurement', at: NOW, ...sealed })
  expect(key).toEqual({ ...common, id: expect.any(String), at: NOW, key: expect.any(CryptoKey) })
})

test('a lease takes what is wanted, however much of another destination’s stands before it', async () => {
  const { queue } = tab()
  const others = Array.from({ length: 250 }, (_, i) => chunk(i))
  const last = chunk(250)
  await queue.change([...others, { ...last, stream: { ...last.stream, destination: 'other' } }])
  const other = (row: Pick<Stream, 'destination'>): boolean => row.destination === 'other'
  expect(seqs(await queue.lease(BATCH, NOW + 9, other))).toEqual([250])
  expect(await queue.lease(BATCH, NOW + 9, other)).toEqual([])
  expect(seqs(await queue.lease({ ...BATCH, chunks: 2 }, NOW + 9, (row) => !other(row)))).toEqual([0, 1])
})

test('the key is put again with what it seals: another tab may have deleted the database', async () => {
  const { queue, rows } = await filled(chunk(0))
  const keys = await rows.run('readonly', ({ keys }) => keys(''))
  await rows.run('readwrite', async (table) => {
    for (const key of keys) void table.delete(key)
  })
  await queue.change([chunk(1)])
  expect(await kindsIn(rows)).toBe('ces')
  expect(seqs(await tab(LIMITS, rows).queue.lease(BATCH, NOW + 1, ANY))).toEqual([1])
})

test('what can’t be opened is deleted and counted, and does not hold up what can', async () => {
  const { queue, rows, lost } = await filled(chunk(0, 'measurement', 2), chunk(1), chunk(2))
  const [first, second] = [chunk(0, 'measurement', 2), chunk(1)].map(({ id }) => `c${id}`) as [string, string]
  await rows.run('readwrite', async (table) => {
    const [moved] = await table.all(second)
    void table.put(first, { ...(moved as object), id: first.slice(1) })
  })
  // The first alone is looked at, and what stands behind it is taken all the same.
  expect(seqs(await queue.lease({ ...BATCH, chunks: 1 }, NOW + 25_000, ANY))).toEqual([1])
  expect(lost).toEqual(['2 storage'])
  expect(await kindsIn(rows)).toBe('ccels')
})

test('in memory alone, and where the device fails, rows are as they are and are leased all the same', async () => {
  const broken = { ...memoryRows(), run: () => Promise.reject(new Error('the disk is broken')) } as Database
  const { queue } = tab(LIMITS, broken)
  await queue.put([chunk(0)])
  expect(queue.mode()).toBe('memory')
  expect(await streamsOf(queue)).toEqual(['secret-measurement'])
  expect(seqs(await queue.lease(BATCH, NOW + 1, ANY))).toEqual([0])
})

test('what the page’s end has delivered before it was sealed is not stored any more, but what names it', async () => {
  const { queue, rows } = tab()
  const put = queue.put([chunk(0)])
  await queue.change([], queue.own())
  await put
  expect(await kindsIn(rows)).toBe('es')
  expect(await streamsOf(queue)).toEqual(['secret-measurement'])
  expect(queue.own()).toEqual([])
})

test('what two changes at once give up is counted once', async () => {
  const { queue, lost } = tab({ ...LIMITS, events: 2 })
  await queue.change([chunk(0), chunk(1)])
  await Promise.all([queue.change([chunk(2)]), queue.change([chunk(3)]), queue.change([])])
  expect(lost.map((line) => Number.parseInt(line, 10)).reduce((sum, events) => sum + events, 0)).toBe(2)
  const notes = (await queue.lease(BATCH, NOW + 5_000, ANY)).filter(({ count }) => !count)
  expect(notes.flatMap((note) => note.lost!.flatMap(({ ranges }) => ranges)).sort()).toEqual([
    [0, 0],
    [1, 1],
  ])
})

test('an erasure keeps the streams by which it names what was sent', async () => {
  const { queue } = await filled(chunk(0))
  expect(await queue.purge(['measurement'], 'ckt')).toBe(1)
  expect(await streamsOf(queue)).toEqual(['secret-measurement'])
  await queue.purge(['measurement'], 'cekst')
  expect(await streamsOf(queue)).toEqual([])
})

test('streams are forgotten when the retention is over', async () => {
  const { queue } = await filled(chunk(0))
  await queue.forget(({ at }) => at < NOW)
  expect(await streamsOf(queue)).toHaveLength(1)
  await queue.forget(({ at }) => at < NOW + 1)
  expect(await streamsOf(queue)).toEqual([])
})

test('a key is forgotten when nothing that it can have sealed may still be there, or after a no', async () => {
  const { queue, rows } = await filled(chunk(0))
  const [day, last] = [86_400_000, NOW + 31 * 86_400_000]
  await queue.forget(({ at }) => at < last - day)
  expect(await kindsIn(rows)).toBe('ce')
  await queue.forget(({ at }) => at <= last)
  expect(await kindsIn(rows)).toBe('c')
  const other = await filled(chunk(0))
  await other.queue.forget(({ decision }) => decision <= 1)
  expect(await kindsIn(other.rows)).toBe('c')
})

test("a tab's own chunks: not what another tab has settled, not more than the page's end can carry", async () => {
  const one = tab()
  const two = tab(LIMITS, one.rows)
  await one.queue.put([chunk(0), chunk(1)])
  expect(seqs(one.queue.own())).toEqual([0, 1])
  await two.queue.change([], [chunk(0)])
  await one.queue.change([])
  expect(seqs(one.queue.own())).toEqual([1])
  await one.queue.put([chunk(2, 'measurement', 300), chunk(3, 'measurement', 300)])
  await one.queue.change([])
  expect(seqs(one.queue.own())).toEqual([3])
  expect(one.queue.totals().chunks).toBe(3)
})

test('a put that hears of another tab’s no as it begins: nothing is written, everything is counted', async () => {
  const memory = memoryRows()
  let begun = false
  const rows: Database = {
    ...memory,
    run: (access, work) => {
      begun = true
      return memory.run(access, work)
    },
  }
  const { queue, lost, lastNo, gate } = tab(LIMITS, rows)
  let dropped = 0
  // The client drops what it has when it looks at the record and sees the no.
  gate.asked = () => {
    if (!begun) return
    lastNo.seq = 1
    dropped += queue.drop(['measurement'])
  }
  await queue.put([chunk(0, 'measurement', 2)])
  expect([dropped, lost]).toEqual([2, []])
  expect(await memory.run('readonly', ({ keys }) => keys(''))).toEqual([])
})

test('what waits for others does not hold up a page, however much it is', async () => {
  const many = Array.from({ length: 450 }, (_, i) => chunk(i, 'marketing'))
  const { rows } = await filled(...many, chunk(450))
  const { queue } = tab(LIMITS, rows, ['measurement'])
  expect(seqs(await queue.lease(BATCH, NOW + 1, ANY))).toEqual([450])
})
