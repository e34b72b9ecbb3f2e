import { describe, expect, it } from 'vitest'
import { limits } from './limits.ts'
import { type ReceivedChunks, readChunks } from './readChunks.ts'

const NOW = 1_790_000_000_000
const NAME = `2026-11-20.${'a'.repeat(22)}`
const OTHER = `2026-11-20.${'b'.repeat(22)}`

const read = (...lines: unknown[]): ReceivedChunks =>
  readChunks(
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))),
    { sentAt: NOW, receivedAt: NOW },
  )
const head = (change: object = {}): object => ({
  stream: NAME,
  purpose: 'measurement',
  seq: 0,
  count: 1,
  at: NOW - 5_000,
  ...change,
})
const event = (change: object = {}): object => ({ name: 'click', at: 10, ...change })
const codes = ({ rejected }: ReceivedChunks): string[] => rejected.map(({ code }) => code)

describe('readChunks', () => {
  it('numbers the events from the head and adds its time', () => {
    const { events, streams, rejected } = read(
      head({ seq: 7, count: 2 }),
      event(),
      event({ at: 20, props: { a: 1 } }),
    )
    expect(rejected).toEqual([])
    expect(events.map(({ seq, at, props }) => [seq, at, props])).toEqual([
      [7, NOW - 4_990, '{}'],
      [8, NOW - 4_980, '{"a":1}'],
    ])
    expect(streams).toMatchObject([{ day: '2026-11-20', stream: 'a'.repeat(22), received: [[7, 8]] }])
  })

  it('joins what several chunks say about one stream', () => {
    const { streams } = read(
      head({ lost: [{ reason: 'denied', ranges: [[1, 2]] }] }),
      event(),
      head({ seq: 3, lost: [{ reason: 'denied', ranges: [[5, 5]] }] }),
      event(),
      head({ seq: 4, count: 0, end: 6 }),
      head({ stream: OTHER, seq: 0, count: 0, end: 0 }),
    )
    expect(streams).toHaveLength(2)
    expect(streams[0]).toMatchObject({
      received: [
        [0, 0],
        [3, 3],
      ],
      end: 6,
    })
    expect([...streams[0]!.lost]).toEqual([
      [
        'denied',
        [
          [1, 2],
          [5, 5],
        ],
      ],
    ])
    expect(streams[1]).toMatchObject({ received: [], end: 0 })
  })

  it('rejects a bad event alone and explains its number', () => {
    const { events, rejected, streams } = read(head({ count: 4 }), event(), '{"name":', { at: 1 }, event())
    expect(events.map(({ seq }) => seq)).toEqual([0, 3])
    expect(rejected).toEqual([
      { stream: NAME, seq: 1, code: 'bad_json' },
      { stream: NAME, seq: 2, code: 'bad_event' },
    ])
    expect(streams[0]!.lost.get('refused')).toEqual([
      [1, 1],
      [2, 2],
    ])
  })

  it.each([
    ['a name that is missing', { name: undefined }, 'bad_event'],
    ['a name that is empty', { name: '' }, 'bad_event'],
    ['a name with a line break', { name: 'a\nb' }, 'bad_event'],
    ['a long name', { name: 'x'.repeat(limits.nameLength + 1) }, 'too_large'],
    ['a NUL in the name', { name: 'a\0' }, 'bad_text'],
    ['half a pair in the name', { name: 'a\ud800' }, 'bad_text'],
    ['a time that is text', { at: '1' }, 'bad_event'],
    ['a broken time', { at: 1.5 }, 'bad_event'],
    ['a far time', { at: limits.offset + 1 }, 'bad_event'],
    ['props that are a list', { props: [] }, 'bad_event'],
    ['props that are null', { props: null }, 'bad_event'],
    ['a NUL in props', { props: { a: ['x\0'] } }, 'bad_text'],
    ['a NUL in a key', { props: { 'x\0': 1 } }, 'bad_text'],
    ['half a pair deep in props', { props: { a: { b: '\udc00' } } }, 'bad_text'],
    ['a long key', { props: { ['k'.repeat(limits.keyLength + 1)]: 1 } }, 'too_large'],
    ['too many values', { props: { a: Array(limits.propsNodes).fill(0) } }, 'too_large'],
    ['a long line', { props: { a: 'é'.repeat(limits.eventBytes / 2) } }, 'too_large'],
  ])('refuses %s', (_, change, code) => {
    const found = read(head({ count: 2 }), event(change), event())
    expect(codes(found)).toEqual([code])
    expect(found.events.map(({ seq }) => seq)).toEqual([1])
  })

  it('refuses a __proto__ key at any depth and stays itself', () => {
    const found = read(
      head({ count: 2 }),
      '{"name":"a","at":0,"props":{"__proto__":{"x":1}}}',
      '{"name":"a","at":0,"props":{"a":[{"__proto__":1}]}}',
    )
    expect(codes(found)).toEqual(['bad_text', 'bad_text'])
    expect(({} as { x?: unknown }).x).toBeUndefined()
  })

  it('survives nesting that would exhaust the stack', () => {
    const deep = `{"name":"a","at":0,"props":{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`
    expect(codes(read(head(), deep))).toEqual(['too_large'])
    const allowed = { a: { b: { c: { d: { e: { f: { g: {} } } } } } } }
    expect(codes(read(head(), event({ props: allowed })))).toEqual([])
    expect(codes(read(head(), event({ props: { z: allowed } })))).toEqual(['too_large'])
  })

  it('keeps the good events when the count is wrong', () => {
    expect(read(head({ count: 5 }), event()).events).toHaveLength(1)
    expect(read(head({ count: 1 }), event(), event()).events.map(({ seq }) => seq)).toEqual([0, 1])
  })

  it.each([
    ['a name without a day', { stream: 'a'.repeat(22) }],
    ['a day that does not exist', { stream: `2026-02-31.${'a'.repeat(22)}` }],
    ['a short name', { stream: '2026-11-20.abc' }],
    ['a number over the limit', { seq: limits.seq + 1 }],
    ['a number below 0', { seq: -1 }],
  ])('refuses the events of a chunk with %s, and no others', (_, change) => {
    const found = read(head(change), event(), head({ stream: OTHER }), event())
    expect(codes(found)).toEqual(['bad_chunk'])
    expect(found.streams).toHaveLength(1)
    expect(found.events).toHaveLength(1)
  })

  it.each([['purpose'], ['count'], ['at']])('explains the numbers of a chunk with a bad %s', (member) => {
    const { events, streams, rejected } = read(head({ seq: 3, [member]: -1 }), event(), event())
    expect(events).toEqual([])
    expect(rejected).toEqual([
      { stream: NAME, seq: 3, code: 'bad_chunk' },
      { stream: NAME, seq: 4, code: 'bad_chunk' },
    ])
    expect(streams[0]).toMatchObject({ purpose: '', received: [] })
    expect(streams[0]!.lost.get('refused')).toEqual([
      [3, 3],
      [4, 4],
    ])
  })

  it('gives nobody the events after a head that is no JSON', () => {
    const { events, rejected } = read(head(), event(), '{"stream":"2026', event(), event())
    expect(events).toHaveLength(1)
    expect(rejected.map(({ stream, seq }) => [stream, seq])).toEqual([
      ['', -1],
      ['', -1],
      ['', -1],
    ])
  })

  it('refuses events before any chunk', () => {
    expect(read(event()).rejected).toEqual([{ stream: '', seq: -1, code: 'bad_chunk' }])
  })

  it('leaves out reports that can not be, and keeps the rest', () => {
    const lost = [
      { reason: 'denied', ranges: [[2, 1], [3, 4], ['5', 6], [7], [0, limits.seq + 1], null] },
      { reason: 'because', ranges: [[1, 1]] },
      { reason: 'denied' },
      null,
    ]
    const { streams, events } = read(head({ lost, end: -1 }), event())
    expect(events).toHaveLength(1)
    expect([...streams[0]!.lost]).toEqual([['denied', [[3, 4]]]])
    expect(streams[0]!.end).toBeNull()
    expect(read(head({ lost: 'none' }), event()).events).toHaveLength(1)
  })

  it('stops numbering at the end of what a stream can hold', () => {
    const found = read(head({ seq: limits.seq, count: 2 }), event(), event())
    expect(found.events).toHaveLength(1)
    expect(codes(found)).toEqual(['bad_seq'])
    expect(found.streams[0]!.lost.size).toBe(0)
  })

  it('skips empty lines and reads CRLF', () => {
    expect(
      read(`${JSON.stringify(head({ count: 2 }))}\r`, '', `${JSON.stringify(event())}\r`, event()).events.map(
        ({ seq }) => seq,
      ),
    ).toEqual([0, 1])
  })
})
