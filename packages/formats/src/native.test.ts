import { expect, test } from 'vitest'
import type { Batch, Outcome, WireChunk } from './format.ts'
import { native } from './native.ts'

const NOW = Date.UTC(2026, 5, 15, 12)
const format = native('/v1/events')
const chunk: WireChunk = {
  stream: '2026-06-15.AAAAAAAAAAAAAAAAAAAAAA',
  purpose: 'measurement',
  seq: 3,
  count: 2,
  at: NOW,
  lines: '{"name":"a","at":0,"props":{"text":"naïve\\nline"}}\n{"name":"b","at":5,"props":{}}',
}
const batch = (chunks: WireChunk[]): Batch => ({ site: 'site', sentAt: NOW, chunks })
const linesOf = (body: string): unknown[] => body.split('\n').map((line) => JSON.parse(line))

test('writes a head, then each chunk with its events as they are stored', () => {
  const { lines, ...head } = chunk
  const { body, ...request } = format.encode(batch([chunk]), { pageEnd: false })
  expect(request).toEqual({
    url: '/v1/events',
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    gzip: true,
  })
  expect(linesOf(body)).toEqual([
    { v: 1, site: 'site', sentAt: NOW },
    head,
    ...lines.split('\n').map((line) => JSON.parse(line)),
  ])
  expect(body.endsWith(lines)).toBe(true)
})

test('writes chunks that only report losses or an end, without event lines', () => {
  const lost: WireChunk = {
    ...chunk,
    seq: 0,
    count: 0,
    lines: '',
    lost: [{ reason: 'queue_full', ranges: [[0, 2]] }],
  }
  const end: WireChunk = { ...chunk, seq: 5, count: 0, lines: '', end: 5 }
  const lines = linesOf(format.encode(batch([lost, chunk, end]), { pageEnd: true }).body)
  expect(lines).toHaveLength(6)
  expect(lines[1]).toMatchObject({ count: 0, lost: lost.lost })
  expect(lines[5]).toMatchObject({ seq: 5, count: 0, end: 5 })
  for (const line of lines) expect(line).not.toHaveProperty('lines')
})

const rejected = { stream: chunk.stream, seq: 3, code: 'name' }
const accepted = JSON.stringify({ accepted: 2, duplicate: 0, rejected: [] })

test.each<[number, string, string | null, Outcome]>([
  [200, accepted, null, { kind: 'accepted' }],
  [200, JSON.stringify({ accepted: 0, duplicate: 2, rejected: [] }), null, { kind: 'accepted' }],
  [
    200,
    JSON.stringify({ accepted: 1, duplicate: 0, rejected: [rejected] }),
    null,
    { kind: 'acceptedWithDrops', drops: 1 },
  ],
  // Whoever answered these, nothing says that the events are stored.
  [200, '', null, { kind: 'retry' }],
  [200, 'null', null, { kind: 'retry' }],
  [200, '[]', null, { kind: 'retry' }],
  [200, '{}', null, { kind: 'retry' }],
  [200, '{"rejected":[]}', null, { kind: 'retry' }],
  [200, '<html>Sign in to the network</html>', null, { kind: 'retry' }],
  [201, accepted, null, { kind: 'retry' }],
  [204, '', null, { kind: 'retry' }],
  [0, '', null, { kind: 'retry' }],
  [302, '', null, { kind: 'retry' }],
  [400, '', null, { kind: 'drop', reason: 'refused' }],
  [422, '', null, { kind: 'drop', reason: 'refused' }],
  [401, '', null, { kind: 'stop', reason: 'collector answered 401' }],
  [403, '', null, { kind: 'stop', reason: 'collector answered 403' }],
  [404, '', null, { kind: 'stop', reason: 'collector answered 404' }],
  [410, '', null, { kind: 'stop', reason: 'collector answered 410' }],
  [408, '', null, { kind: 'retry' }],
  [413, '', '7', { kind: 'split' }],
  [429, '', '7', { kind: 'retry', after: 7_000 }],
  [429, '', null, { kind: 'retry' }],
  [500, '', null, { kind: 'retry' }],
  [502, '', 'soon', { kind: 'retry' }],
  [503, '', 'Mon, 15 Jun 2026 12:00:30 GMT', { kind: 'retry', after: 30_000 }],
])('reads %s %s (Retry-After %s)', (status, body, retryAfter, outcome) => {
  expect(format.read({ status, body, retryAfter }, NOW)).toEqual(outcome)
})

test.each([
  ['/v1/events', '/v1/erase'],
  ['./events', './erase'],
  ['https://collector.example/v1/events', 'https://collector.example/v1/erase'],
  ['https://collector.example/v1/events?key=a/b', 'https://collector.example/v1/erase'],
])('erases beside the endpoint: %s', (endpoint, url) => {
  const streams = [{ day: '2026-06-15', secret: 'AAECAwQFBgcICQoLDA0ODw' }]
  const request = native(endpoint).erase!('site', streams)
  expect(request.url).toBe(url)
  expect(JSON.parse(request.body)).toEqual({ v: 1, site: 'site', destination: 'native', streams })
})

test('an erasure never names the streams to another host', () => {
  const { url } = native('https://collector.example').erase!('site', [])
  expect(new URL(url).host).toBe('collector.example')
})
