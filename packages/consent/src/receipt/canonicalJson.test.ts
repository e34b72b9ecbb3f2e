import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonicalJson.ts'

const name = fc.string().filter((text) => !/^\d+$/.test(text))
const { value: json } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number || 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(name, tie('value')),
  ),
}))

test('sorts members by code units, keeps lists, leaves white space and absent members out', () => {
  expect(canonicalJson({ b: [3, 1, { d: 1, c: null }], a: 'é"\n', Z: 1e21, '€': 0.5, x: undefined })).toBe(
    '{"Z":1e+21,"a":"é\\"\\n","b":[3,1,{"c":null,"d":1}],"€":0.5}',
  )
})

test('sorts names as RFC 8785 does in its own example', () => {
  const names = ['\u20ac', '\r', '\ufb33', '\ud83d\ude00', '\u0080', '\u00f6']
  const text = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])))
  expect(Object.keys(JSON.parse(text))).toEqual([
    '\r',
    '\u0080',
    '\u00f6',
    '\u20ac',
    '\ud83d\ude00',
    '\ufb33',
  ])
})

test('says the same of equal values, whatever the order of their members, and another thing of others', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value)
      expect(JSON.parse(text)).toEqual(value)
      expect(canonicalJson(turned(value))).toBe(text)
    }),
  )
})

/** The same value, the members of each object the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, turned(member)]),
  )
}
