import { expect, test } from 'vitest'
import type { Stream } from './chunk.ts'
import { chunkId, readChunkId } from './chunkId.ts'
import { encodeChunks, utf8Length } from './encodeChunks.ts'
import type { ReadyEvent } from './event.ts'
import { giveUp } from './giveUp.ts'
import { loss } from './loss.ts'

const stream: Stream = {
  id: 'AAAAAAAAAAA',
  secret: 'AAAAAAAAAAAAAAAAAAAAAA',
  day: '2027-01-15',
  purpose: 'measurement',
  destination: 'native',
  decision: 3,
  at: 1_000,
}
const event = (at: number, text = ''): ReadyEvent => ({
  name: 'e',
  purpose: 'measurement',
  at,
  decision: 1,
  props: { text },
  hashed: {},
  declared: [],
})

test('events are numbered on, and their times count from the first of their chunk', () => {
  const lane = { name: 'n', next: 5 }
  const [chunk, ...more] = encodeChunks([event(2_000), event(2_007)], lane, stream)
  expect(more).toEqual([])
  expect(chunk).toMatchObject({ seq: 5, count: 2, at: 2_000, name: 'n', decision: 3, stream })
  expect(chunk!.lines.split('\n').map((line) => JSON.parse(line).at)).toEqual([0, 7])
  expect(lane.next).toBe(7)
})

test('a chunk ends at 100 events, and at 16 kB', () => {
  const many = encodeChunks(
    Array.from({ length: 250 }, (_, i) => event(i)),
    { name: '', next: 0 },
    stream,
  )
  expect(many.map(({ seq, count }) => [seq, count])).toEqual([
    [0, 100],
    [100, 100],
    [200, 50],
  ])
  const large = encodeChunks(
    [1, 2, 3].map((at) => event(at, 'ü'.repeat(5_000))),
    { name: '', next: 0 },
    stream,
  )
  expect(large.map(({ count }) => count)).toEqual([2, 1])
  for (const { bytes, lines } of large) expect(bytes).toBeGreaterThanOrEqual(utf8Length(lines))
})

test('an id sorts as its chunk was made, and tells what the chunk holds', () => {
  const lane = { name: '', next: 0 }
  const chunks = encodeChunks(
    Array.from({ length: 1_200 }, (_, i) => event(9_999 + i)),
    lane,
    stream,
  )
  const ids = chunks.map(({ id }) => id)
  expect([...ids].sort()).toEqual(ids)
  expect(readChunkId(ids[0]!)).toEqual({
    at: 9_999,
    stream: 'AAAAAAAAAAA',
    events: 100,
    bytes: chunks[0]!.bytes,
    destination: stream.destination,
    purpose: 'measurement',
  })
  expect(readChunkId('1.s.0.2.300.a.b')).toMatchObject({ bytes: 300, destination: '', purpose: 'a.b' })
  expect(new Set(ids).size).toBe(ids.length)
})

test('a chunk that is given up in halves has the same events under the same numbers', () => {
  const [chunk] = encodeChunks(
    [1, 2, 3].map((at) => event(at, `${at}`)),
    { name: '', next: 4 },
    stream,
  )
  const [a, b] = giveUp(chunk!, 'too_large', 99)
  expect([a!.seq, a!.count, b!.seq, b!.count]).toEqual([4, 1, 5, 2])
  expect(`${a!.lines}\n${b!.lines}`).toBe(chunk!.lines)
  expect(a!.id).toBe(chunkId(a!))
})

test('what is left of a lost chunk names its numbers and carries no event', () => {
  const [chunk] = encodeChunks([event(1), event(2)], { name: '', next: 7 }, stream)
  const left = loss(chunk!, 'too_large', 99)
  expect(left).toMatchObject({
    count: 0,
    bytes: 0,
    lines: '',
    at: 99,
    lost: [{ reason: 'too_large', ranges: [[7, 8]] }],
  })
  expect(left.id).not.toBe(chunk!.id)
})
