import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Asked, type ConsentRecord, newest, parseRecord } from './record.ts'

const PURPOSES = ['measurement', 'marketing', 'identity']
const record = (seq: number, purposes: ConsentRecord['purposes'], at = 5): ConsentRecord => ({
  v: 1,
  seq,
  at,
  purposes,
  noes: {},
  asked: {},
})
const ANY_ASKED: fc.Arbitrary<Asked> = fc.oneof(
  fc.record({ at: fc.nat(3) }),
  fc.record({ at: fc.nat(3), terms: fc.constantFrom('a', 'b'), overSignal: fc.constant(true as const) }),
)
/** A record as decisions make it: a no is noted, and may have been followed by a yes. */
const anyRecord = (
  seq: fc.Arbitrary<number>,
  purposes = fc.subarray(PURPOSES),
): fc.Arbitrary<ConsentRecord> =>
  fc
    .tuple(seq, purposes, fc.func(fc.boolean()), fc.func(fc.nat()), fc.nat(), fc.func(ANY_ASKED))
    .map(([number, names, yes, nat, at, question]) => {
      const made = record(number, {}, at)
      for (const name of names) {
        made.purposes[name] = yes(name) ? 'granted' : 'denied'
        made.noes[name] = made.purposes[name] === 'denied' ? number : nat(name) % number
        made.asked[name] = question(name)
      }
      return made
    })
const grants = (found: ConsentRecord | null): string[] =>
  PURPOSES.filter((purpose) => found?.purposes[purpose] === 'granted')

const lastNoes = (found: ConsentRecord | null): number[] =>
  PURPOSES.map((purpose) => found?.noes[purpose] ?? 0)

test('reads what it wrote, as text or as an object', () => {
  fc.assert(
    fc.property(anyRecord(fc.integer({ min: 1 })), (written) => {
      expect(parseRecord(JSON.stringify(written))).toEqual(written)
      expect(parseRecord(structuredClone(written))).toEqual(written)
    }),
  )
})

test.each([
  null,
  undefined,
  '',
  'yes',
  '{',
  'null',
  '[]',
  '{}',
  5,
  true,
  { ...record(1, {}), v: 2 },
  { ...record(1, {}), v: '1' },
  record(0, { measurement: 'granted' }),
  record(-1, { measurement: 'granted' }),
  record(1.5, { measurement: 'granted' }),
  record(2 ** 53, { measurement: 'granted' }),
  record(Number.NaN, { measurement: 'granted' }),
  { ...record(1, {}), seq: '1' },
  { ...record(1, {}), at: null },
  { ...record(1, {}), at: Number.POSITIVE_INFINITY },
  { v: 1, seq: 1, at: 5, noes: {}, asked: {} },
  { v: 1, seq: 1, at: 5, purposes: { measurement: 'granted' }, asked: {} },
  { v: 1, seq: 1, at: 5, purposes: { measurement: 'granted' }, noes: {} },
  { ...record(1, { measurement: 'granted' }), asked: { measurement: {} } },
  { ...record(1, { measurement: 'granted' }), asked: { measurement: null } },
  { ...record(1, { measurement: 'granted' }), asked: { measurement: { at: '5' } } },
  { ...record(1, { measurement: 'granted' }), noes: null },
  { ...record(1, { measurement: 'granted' }), noes: { measurement: '1' } },
  { ...record(1, { measurement: 'granted' }), noes: { measurement: null } },
  { ...record(1, {}), purposes: null },
  { ...record(1, {}), purposes: { measurement: true } },
  { ...record(1, {}), purposes: { measurement: 'Granted' } },
  { ...record(1, {}), purposes: { measurement: 'granted', marketing: '' } },
])('%j is no record', (value) => {
  expect(parseRecord(value)).toBeNull()
  if (typeof value === 'object') expect(parseRecord(JSON.stringify(value))).toBeNull()
})

test('the higher number stands, whatever the clocks say', () => {
  const older = record(1, { measurement: 'denied' }, 9_000)
  const newer = record(2, { measurement: 'granted' }, 1)
  expect(newest(older, newer)).toMatchObject({ seq: 2, at: 1, purposes: newer.purposes })
  expect(newest(newer, older)).toMatchObject({ seq: 2, at: 1, purposes: newer.purposes })
  expect(newest(newer, null)).toEqual(newer)
  expect(newest(null, newer)).toEqual(newer)
  expect(newest(null, null)).toBeNull()
})

test('two records stand the same way round and the other way round, so that tabs agree', () => {
  const any = anyRecord(fc.integer({ min: 1, max: 3 }))
  fc.assert(
    fc.property(any, any, (one, two) => {
      expect(newest(one, two)).toEqual(newest(two, one))
    }),
  )
})

test('with one number only what both grant, knowing the same noes, is granted; what either decided stays decided', () => {
  const one = fc.constant(7)
  fc.assert(
    fc.property(anyRecord(one), anyRecord(one), (a, b) => {
      const standing = newest(a, b)!
      const agreed = (purpose: string): boolean =>
        grants(b).includes(purpose) && (a.noes[purpose] ?? 0) === (b.noes[purpose] ?? 0)
      expect(grants(standing)).toEqual(grants(a).filter(agreed))
      expect(Object.keys(standing.purposes).sort()).toEqual(
        Object.keys({ ...a.purposes, ...b.purposes }).sort(),
      )
      for (const purpose of PURPOSES)
        expect(standing.noes[purpose] ?? 0).toBe(Math.max(a.noes[purpose] ?? 0, b.noes[purpose] ?? 0))
      expect(standing.seq).toBe(7)
      expect(parseRecord(JSON.stringify(standing))).toEqual(standing)
    }),
  )
})

test('the order in which records are met makes no difference to what is granted', () => {
  const few = anyRecord(fc.integer({ min: 1, max: 3 }), fc.constant(PURPOSES))
  fc.assert(
    fc.property(few, few, few, (a, b, c) => {
      const one = newest(newest(a, b), c)
      for (const other of [newest(a, newest(b, c)), newest(newest(c, b), a), newest(newest(b, a), c)]) {
        expect(other?.seq).toBe(one?.seq)
        expect(grants(other)).toEqual(grants(one))
        expect(lastNoes(other)).toEqual(lastNoes(one))
      }
    }),
  )
})

test('a yes that does not know of a no loses to it, however high its number', () => {
  const refused = { ...record(2, { measurement: 'denied' }), noes: { measurement: 2 } }
  const unaware = record(9, { measurement: 'granted', marketing: 'granted' })
  const aware = { ...unaware, noes: { measurement: 2 } }
  for (const [a, b] of [[refused, unaware] as const, [unaware, refused] as const]) {
    expect(newest(a, b)).toMatchObject({ seq: 9, purposes: { measurement: 'denied', marketing: 'granted' } })
  }
  expect(grants(newest(refused, aware))).toEqual(['measurement', 'marketing'])
})

test('neither record is changed by meeting another', () => {
  const a = Object.freeze(record(3, Object.freeze({ measurement: 'granted' as const })))
  const b = Object.freeze(record(3, Object.freeze({ measurement: 'denied' as const })))
  expect(newest(a, b)?.purposes).toEqual({ measurement: 'denied' })
})
