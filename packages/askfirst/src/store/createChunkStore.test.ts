import { expect, test } from 'vitest'
import { chunkId } from '../chunkId.ts'
import type { Chunk, ChunkStore, Stream } from './chunkStore.ts'
import { createChunkStore } from './createChunkStore.ts'
import { memoryBackend } from './memoryBackend.ts'

const LIMITS = { events: 1_000, bytes: 100_000, age: 86_400_000 }
const BATCH = { events: 100, bytes: 10_000, chunks: 50 }
const ALL = ['measurement', 'marketing']
const NOW = 1_800_000_000_000

function chunk(number: number, purpose = 'measurement', count = 1, at = NOW + number): Chunk {
  const stream: Stream = { secret: `secret-${purpose}`, day: '2027-01-15', purpose, at: NOW }
  const made = {
    stream,
    name: `2027-01-15.${purpose}`,
    purpose,
    decision: 1,
    seq: number,
    count,
    at,
    lines: Array.from({ length: count }, () => '{"name":"e"}').join('\n'),
    bytes: 100 * count,
  }
  return { ...made, id: chunkId(made) }
}

async function filled(...chunks: Chunk[]): Promise<ChunkStore> {
  const store = createChunkStore(memoryBackend())
  await store.change({ add: chunks }, LIMITS, NOW)
  return store
}

const seqs = (chunks: readonly Chunk[]): number[] => chunks.map(({ seq }) => seq)

test('two tabs never lease one chunk at a time, and what is freed is leased again', async () => {
  const store = await filled(chunk(0), chunk(1), chunk(2))
  const first = await store.lease(ALL, { ...BATCH, chunks: 2 }, NOW, NOW + 25_000)
  const second = await store.lease(ALL, BATCH, NOW + 1, NOW + 25_001)
  expect([seqs(first), seqs(second)]).toEqual([[0, 1], [2]])
  await store.change({ free: [first[1]!.id] }, LIMITS, NOW)
  expect(seqs(await store.lease(ALL, BATCH, NOW + 2, NOW + 25_002))).toEqual([1])
})

test('a lease that has run out is taken over, and so is one that a wrong clock wrote', async () => {
  const store = await filled(chunk(0))
  await store.lease(ALL, BATCH, NOW, NOW + 25_000)
  expect(await store.lease(ALL, BATCH, NOW + 24_999, NOW + 49_999)).toEqual([])
  expect(seqs(await store.lease(ALL, BATCH, NOW + 25_001, NOW + 50_001))).toEqual([0])
  // The clock was set back by a day: the lease seems to run for a day.
  expect(seqs(await store.lease(ALL, BATCH, NOW - 86_400_000, NOW - 86_375_000))).toEqual([0])
})

test('what a purpose that is not asked for has left does not hold up the others', async () => {
  const store = await filled(chunk(0, 'marketing'), chunk(1))
  expect(seqs(await store.lease(['measurement'], BATCH, NOW, NOW + 1))).toEqual([1])
})

test('a batch keeps to its bounds, but a chunk larger than these goes alone', async () => {
  const store = await filled(
    chunk(0, 'measurement', 200),
    chunk(1, 'measurement', 60),
    chunk(2, 'measurement', 60),
  )
  expect(seqs(await store.lease(ALL, BATCH, NOW, NOW + 1))).toEqual([0])
  await store.change({ remove: [chunk(0, 'measurement', 200).id] }, LIMITS, NOW)
  expect(seqs(await store.lease(ALL, BATCH, NOW, NOW + 1))).toEqual([1])
})

test('what is settled is gone, and cannot be leased or found again', async () => {
  const store = await filled(chunk(0), chunk(1))
  const { totals } = await store.change({ remove: [chunk(0).id] }, LIMITS, NOW)
  expect(totals).toEqual({ events: 1, bytes: 100, chunks: 1 })
  expect(seqs(await store.lease(ALL, BATCH, NOW, NOW + 1))).toEqual([1])
})

test('over its bounds the queue gives up the oldest, and says which numbers were lost', async () => {
  const store = await filled(chunk(0, 'measurement', 3), chunk(3), chunk(4))
  const limits = { ...LIMITS, events: 2 }
  const { evicted, totals } = await store.change({}, limits, NOW)
  expect(evicted.map(([{ seq, count }, reason]) => [seq, count, reason])).toEqual([[0, 3, 'queue_full']])
  expect(totals.events).toBe(2)
  const [note] = (await store.lease(ALL, BATCH, NOW, NOW + 1)).filter(({ lost }) => lost)
  expect(note).toMatchObject({ count: 0, lines: '', lost: [{ reason: 'queue_full', ranges: [[0, 2]] }] })
  // What is left of it takes no room, and is not given up for want of room.
  expect((await store.change({}, limits, NOW)).evicted).toEqual([])
})

test('what is too old goes, with another reason', async () => {
  const store = createChunkStore(memoryBackend())
  const old = chunk(0, 'measurement', 1, NOW - LIMITS.age - 1)
  const { evicted } = await store.change({ add: [old, chunk(1)] }, LIMITS, NOW)
  expect(evicted.map(([{ seq }, reason]) => [seq, reason])).toEqual([[0, 'too_old']])
})

test('a purge deletes every row of its purposes and nothing of the others', async () => {
  const store = await filled(chunk(0), chunk(1, 'marketing'), chunk(2, 'marketing', 4))
  const key = {} as CryptoKey
  await store.key('marketing', key)
  await store.lease(ALL, BATCH, NOW, NOW + 25_000)
  const purged = await store.purge(['marketing'], 'ckls')
  expect(purged.events).toBe(5)
  expect(purged.streams.map(({ secret }) => secret)).toEqual(['secret-marketing'])
  const { totals } = await store.change({}, LIMITS, NOW)
  expect(totals.events).toBe(1)
  expect((await store.purge(['marketing'], 'ckls')).streams).toEqual([])
  const other = {} as CryptoKey
  expect(await store.key('marketing', other)).toBe(other)
  expect(seqs(await store.lease(ALL, BATCH, NOW + 25_001, NOW + 50_001))).toEqual([0])
})

test('an erasure keeps the streams by which it names what was sent', async () => {
  const store = await filled(chunk(0))
  expect((await store.purge(['measurement'], 'ckl')).streams).toHaveLength(1)
  const { streams, events } = await store.purge(['measurement'], 'ckl')
  expect([streams.length, events]).toEqual([1, 0])
  await store.change({ forget: streams }, LIMITS, NOW)
  expect((await store.purge(['measurement'], 'ckl')).streams).toEqual([])
})

test('streams are forgotten when the retention is over', async () => {
  const store = await filled(chunk(0))
  await store.change({ before: NOW }, LIMITS, NOW)
  expect((await store.purge(['measurement'], 'ckl')).streams).toHaveLength(1)
  await store.change({ before: NOW + 1 }, LIMITS, NOW)
  expect((await store.purge(['measurement'], 'ckl')).streams).toEqual([])
})

test('a key that stands is kept', async () => {
  const store = createChunkStore(memoryBackend())
  const [first, second] = [{}, {}] as [CryptoKey, CryptoKey]
  expect(await store.key('identity', first)).toBe(first)
  expect(await store.key('identity', second)).toBe(first)
})
