import { expect, test } from 'vitest'
import { pack } from './pack/pack.ts'
import type { ScrubCounts } from './scrubOptions.ts'
import { scrubProps } from './scrubProps.ts'

const clean = (props: Record<string, unknown>, counts: ScrubCounts = {}): unknown =>
  JSON.parse(JSON.stringify(scrubProps(props, counts, {})))

test('fields whose key names personal data are dropped, flags and small counts stay', () => {
  const counts: ScrubCounts = {}
  expect(
    clean(
      { email: 'x', user: { lastName: 'Doe', tier: 'gold' }, phone: true, lat: 4.2, lng: 4.2317, pin: 2 },
      counts,
    ),
  ).toEqual({ user: { tier: 'gold' }, phone: true, lat: 4.2, pin: 2 })
  expect(counts).toEqual({ key: 3 })
})

test('a key that the site declares safe keeps its scrubbed value', () => {
  const keys = ['contact_email']
  expect(scrubProps({ contact_email: 'a@b.co or post', email: 1e9 }, {}, { keys })).toEqual({
    contact_email: '[email] or post',
  })
})

test('keys are scrubbed too, and what every object has is not taken over', () => {
  const input: unknown = JSON.parse('{"jane@example.com":1,"__proto__":{"x":1},"constructor":{"x":1},"ok":2}')
  const result = scrubProps({ ...(input as object), prototype: { x: 1 } }, {}, {})
  expect(Object.keys(result)).toEqual(['ok'])
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype)
  expect(Object.keys(scrubProps({ in: input }, {}, {})['in'] as object)).toEqual(['ok'])
})

test('a list of form fields is judged by the name beside the value', () => {
  expect(
    scrubProps(
      {
        fields: [
          { field: 'Passport no.', value: 'S79493675' },
          { field: 'size', value: 'S' },
        ],
      },
      {},
      { pack },
    ),
  ).toEqual({
    fields: [{ field: 'Passport no.' }, { field: 'size', value: 'S' }],
  })
})

test('large numbers are judged by their digits', () => {
  expect(clean({ a: 4111111111111111, b: 1787997379829, c: -3.5 })).toEqual({
    a: '[card]',
    b: 1787997379829,
    c: -3.5,
  })
})

test('what JSON can not hold gets a JSON form or goes', () => {
  const counts: ScrubCounts = {}
  class Box {
    size = 3
  }
  expect(
    clean(
      {
        date: new Date(0),
        never: new Date(Number.NaN),
        big: 10n,
        nan: Number.NaN,
        inf: -1 / 0,
        nothing: null,
        undef: undefined,
        fn: () => 1,
        sym: Symbol('s'),
        map: new Map([[1, 2]]),
        box: new Box(),
        list: [1, undefined, 'jane@example.com'],
      },
      counts,
    ),
  ).toEqual({
    date: '1970-01-01T00:00:00.000Z',
    never: null,
    big: '10',
    nan: null,
    inf: null,
    nothing: null,
    map: {},
    box: { size: 3 },
    list: [1, '[email]'],
  })
  expect(counts).toEqual({ unreadable: 1, email: 1 })
})

test('what throws is one unreadable field', () => {
  const counts: ScrubCounts = {}
  const throws = (): never => {
    throw new Error('no')
  }
  const input = {
    get bad(): string {
      return throws()
    },
    proxy: new Proxy({}, { ownKeys: throws }),
    json: { toJSON: throws },
    ok: 1,
  }
  expect(clean(input, counts)).toEqual({ ok: 1 })
  expect(counts).toEqual({ unreadable: 3 })
  expect(scrubProps(new Proxy({}, { get: throws, ownKeys: throws }), counts, {})).toEqual({})
})

test('depth and number of values are bounded, circles end', () => {
  const counts: ScrubCounts = {}
  const circle: Record<string, unknown> = { a: 1 }
  circle['me'] = circle
  expect(JSON.stringify(clean(circle, counts)).length).toBeLessThan(200)
  expect(counts['deep']).toBe(2)
  const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, i]))
  expect(Object.keys(clean(wide, counts) as object).length).toBeLessThan(1001)
  expect(counts['deep']).toBeGreaterThan(3999)
})

test('the input is not changed', () => {
  const input = Object.freeze({ a: Object.freeze(['jane@example.com']), email: 'x' })
  clean(input)
  expect(input).toEqual({ a: ['jane@example.com'], email: 'x' })
})

test('a sparse list of any length costs what it holds', () => {
  const list: unknown[] = []
  list[4_000_000_000] = 'jane@example.com'
  expect(clean({ list, email: list, rows: { field: list, value: list } })).toEqual({
    list: ['[email]'],
    rows: { field: ['[email]'], value: ['[email]'] },
  })
})
