import fc from 'fast-check'
import { expect, test } from 'vitest'
import { definePlan } from '../author/definePlan.ts'
import { number, oneOf, string } from '../author/fields.ts'
import { keptRecords } from './keptRecords.ts'
import { uniqueness } from './uniqueness.ts'

test('fields that are harmless alone single people out together', () => {
  const records = [
    { sex: 'f', zip: 'A', born: 1990 },
    { sex: 'f', zip: 'A', born: 1990 },
    { sex: 'f', zip: 'B', born: 1990 },
    { sex: 'm', zip: 'A', born: 1990 },
    { sex: 'm', zip: 'B', born: 1990 },
    { sex: 'm', zip: 'B', born: 1991 },
  ]
  expect(uniqueness(records)).toEqual({
    records: 6,
    all: 4 / 6,
    combinations: [
      { fields: ['sex', 'zip'], unique: 2, share: 2 / 6, minimal: 2 },
      { fields: ['born'], unique: 1, share: 1 / 6, minimal: 1 },
      // m, B, 1990: neither part of it is one of a kind.
      { fields: ['sex', 'zip', 'born'], unique: 4, share: 4 / 6, minimal: 1 },
    ],
    leftOut: { fields: [], records: 0 },
  })
  expect(uniqueness(records, ['sex']).combinations).toEqual([])
  expect(uniqueness([])).toMatchObject({ records: 0, all: 0, combinations: [] })
})

test('work is bounded: fields with most values first, the first records', () => {
  const records = Array.from({ length: 30 }, (_, i) => ({ a: 0, b: i, c: i % 2 }))
  expect(uniqueness(records, ['a', 'b', 'c'], { fields: 1, records: 20 })).toMatchObject({
    records: 20,
    combinations: [{ fields: ['b'], unique: 20 }],
    leftOut: { fields: ['c', 'a'], records: 10 },
  })
})

test('it counts as a count by hand does', () => {
  const value = fc.constantFrom<unknown>(1, '1', null, undefined, 'x')
  const record = fc.record({ a: value, b: value, c: value, d: value }, { requiredKeys: [] })
  fc.assert(
    fc.property(fc.array(record, { maxLength: 12 }), (records) => {
      const unique = (fields: readonly string[]): boolean[] => {
        // JSON leaves undefined out, so that it is the same as a field that is missing.
        const keys = records.map((each) => JSON.stringify(fields.map((f) => ({ [f]: each[f as 'a'] }))))
        return keys.map((key) => keys.indexOf(key) === keys.lastIndexOf(key))
      }
      const subsets = (fields: readonly string[]): string[][] =>
        Array.from({ length: 2 ** fields.length - 1 }, (_, bits) =>
          fields.filter((_field, i) => (bits + 1) & (1 << i)),
        )
      const found = uniqueness(records, ['a', 'b', 'c', 'd'])
      for (const fields of subsets(['a', 'b', 'c', 'd']).filter(({ length }) => length < 4)) {
        const flags = unique(fields)
        const parts = subsets(fields)
          .filter(({ length }) => length < fields.length)
          .map(unique)
        const minimal = flags.filter((flag, i) => flag && parts.every((part) => !part[i])).length
        const said = found.combinations.find((each) => [...each.fields].sort().join() === fields.join())
        expect([said?.minimal ?? 0, said?.unique ?? 0]).toEqual([
          minimal,
          minimal ? flags.filter(Boolean).length : 0,
        ])
      }
    }),
    { numRuns: 200 },
  )
})

test('only what leaves as it is counts, by event', () => {
  const plan = definePlan({
    events: {
      signup: {
        why: 'w',
        retention: '1y',
        props: { tier: oneOf('free', 'pro'), mail: string().hash(), age: number().generalize([18]) },
      },
    },
  })
  const kept = keptRecords(plan, [
    { name: 'signup', props: { tier: 'pro', mail: 'm', age: 20, other: 1 } },
    { name: 'signup', props: { tier: 'free', age: 3 } },
    { name: 'sold', props: { tier: 'pro' } },
  ])
  expect([...kept]).toEqual([
    [
      'signup',
      [
        { tier: 'pro', age: '18+' },
        { tier: 'free', age: '<18' },
      ],
    ],
  ])
})
