import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FieldCode } from './compiledPlan.ts'
import { treat } from './treat.ts'

const age: FieldCode = ['g', 18, 25, 65]
const routes: FieldCode = ['r', '/', '/users/:id', '/shop/:group/:item', '/files/*']
const mask = (start: number, end: number): FieldCode => ['m', start, end]

test.each<[FieldCode, unknown, unknown]>([
  ['keep', 'any', 'any'],
  ['n', 0, 0],
  ['n', '5', undefined],
  ['n', Number.NaN, undefined],
  ['b', false, false],
  ['b', 0, undefined],
  ['s', '', ''],
  ['s', 5, undefined],
  [['o', 'free', 5], 'free', 'free'],
  [['o', 'free', 5], 5, 5],
  [['o', 'free', 5], '5', undefined],
  [['p', '[a-z]+-\\d+'], 'tea-7', 'tea-7'],
  [['p', '[a-z]+-\\d+'], 'tea-7 and more', undefined],
  [['p', 'a|b'], 'bc', undefined],
  [age, 17.9, '<18'],
  [age, 18, '18-25'],
  [age, 24, '18-25'],
  [age, 25, '25-65'],
  [age, 65, '65+'],
  [age, -1, '<18'],
  [age, '30', undefined],
  [['g', 5], 5, '5+'],
  [['l', 1, 20], '', '<1'],
  [['l', 1, 20], 'hello', '1-20'],
  [['l', 1, 20], 'x'.repeat(20), '20+'],
  [['d', 7], '1990-05-17', '1990-05'],
  [['d', 4], new Date(Date.UTC(1990, 4, 17)), '1990'],
  [['d', 10], Date.UTC(2026, 0, 31, 23), '2026-01-31'],
  [['d', 24], '2026-01-31T23:00:00+02:00', '2026-01-31T21:00:00.000Z'],
  [['d', 7], '2026-01-01T00:30:00+02:00', '2025-12'],
  [['d', 4], Date.UTC(12_026, 1), undefined],
  [mask(0, 0), 'Ann Miller', '*** ******'],
  [mask(0, 4), 'ann@example.org', '***@*******.org'],
  [mask(2, 2), '+49 170 1234567', '+4* *** *****67'],
  [mask(4, 4), '12345678', '12****78'],
  [mask(4, 4), 'abc', '***'],
  [mask(0, 0), '😀é', '**'],
  [mask(0, 0), 'x'.repeat(1_000), '*'.repeat(64)],
  [mask(0, 0), 5, undefined],
  [routes, 'https://a.example:8080/users/ann?x=/files/1#/y', '/users/:id'],
  [routes, '/users/ann/', '/users/:id'],
  [routes, '//a.example/users/ann', '/users/:id'],
  [routes, '/users/ann/orders', 'other'],
  [routes, '/shop/tea/earl-grey', '/shop/:group/:item'],
  [routes, '/files/a/b/c', '/files/*'],
  [routes, 'https://a.example/', '/'],
  [routes, 'https://a.example', 'other'],
  [routes, 'javascript:alert(1)', 'other'],
  [['c', 6], { country: 'DE', region: 'DE-BY' }, 'DE-BY'],
  [['c', 6], { country: 'DE' }, 'DE'],
  [['c', 2], { region: 'US-CA', lat: 37.77 }, 'US'],
  [['c', 6], { region: 'Bavaria' }, undefined],
  [['c', 2], {}, undefined],
  [['x', 1], { lat: 48.13743, lng: 11.57549 }, '48.1,11.6'],
  [['x', 0], { lat: -0.2, lng: 179.6 }, '0,180'],
  [['x', 1], { lat: 91, lng: 0 }, undefined],
  [['x', 1], { lat: 48 }, undefined],
  [
    ['a', ['o', 'tea', 'mate']],
    ['tea', 'mate'],
    ['tea', 'mate'],
  ],
  [['a', ['o', 'tea']], ['tea', 'coffee'], undefined],
  [
    ['a', age],
    [20, 70],
    ['18-25', '65+'],
  ],
  [['a', 'n'], 5, undefined],
  [['a', 'n'], Array(101).fill(1), undefined],
  // A hole is no number.
  [['a', 'n'], Object.assign(Array(2), { 0: 1 }), undefined],
])('%j makes of %j %j', (code, value, left) => {
  expect(treat(code, value)).toEqual(left)
})

test('a value that is no date or place is refused by an error', () => {
  expect(() => treat(['d', 7], 'yesterday')).toThrow(RangeError)
  expect(() => treat(['x', 1], { lat: '48', lng: '11' })).toThrow(TypeError)
})

const bounds = fc
  .uniqueArray(fc.integer(), { minLength: 1, maxLength: 9 })
  .map((all) => all.sort((a, b) => a - b))

test('a generalized value is one of few that the plan knows beforehand, whatever the value is', () => {
  fc.assert(
    fc.property(bounds, fc.double({ noNaN: true, noDefaultInfinity: true }), (bands, value) => {
      const labels = [
        `<${bands[0]}`,
        ...bands.map((at, i) => `${at}${i + 1 < bands.length ? `-${bands[i + 1]}` : '+'}`),
      ]
      expect(labels).toContain(treat(['g', ...bands], value))
    }),
  )
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
      expect([...routes.slice(1), 'other']).toContain(treat(routes, address))
    }),
  )
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 9 }), (value, bound) => {
      expect([`<${bound}`, `${bound}+`]).toContain(treat(['l', bound], value))
    }),
  )
})

test('a masked value shows a quarter at either end at most, and nothing else of its letters', () => {
  const four = fc.integer({ min: 0, max: 4 })
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), four, four, (value, start, end) => {
      const left = treat(mask(start, end), value) as string
      const letters = [...left]
      const most = letters.length >> 2
      const middle = letters.slice(Math.min(start, most), letters.length - Math.min(end, most)).join('')
      expect(middle).toMatch(/^[\s@.:/()+*-]*$/)
      // The signs that give a form are no secret; anything else is.
      if (/[^\s@.:/()+*-]/.test(value)) expect(left).not.toContain(value)
    }),
  )
})
