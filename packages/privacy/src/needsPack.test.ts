import fc from 'fast-check'
import { expect, test } from 'vitest'
import { needsPack } from './needsPack.ts'
import { pack } from './pack/pack.ts'
import { scrubProps } from './scrubProps.ts'

test.each([
  ...[
    {},
    { event: 'signup', ok: true, none: null },
    { step: 3, price: 19.99, list: ['pricing-page', 'docs'] },
  ],
  ...[
    { path: '/docs/intro', url: 'https://x.test/a?tab=plans#top' },
    { vorname: 'jane' },
    { deep: { er: [[1]] } },
  ],
])('%j is plain', (props) => expect(needsPack(props)).toBe(false))

test.each([
  ...[{ title: 'Hello Jane' }, { id: '54362315K' }, { n: 7503305044089 }, { lat: 52.520008 }, { x: ['a b'] }],
  ...[{ user: 'jane_doe' }, { field: 'user', value: 'jane_doe' }, { 'a b': 1 }, { id123: true }, { e: 'ä' }],
])('%j has to wait', (props) => expect(needsPack(props)).toBe(true))

const piece = fc.constantFrom(
  ...[
    'jane',
    'doe',
    'Jane',
    ' ',
    '.',
    '_',
    '-',
    '/',
    ':',
    '?',
    '=',
    '&',
    '#',
    '@',
    ' at ',
    ' dot ',
    'com',
    '1',
    '52',
  ],
  ...[
    'user',
    'name',
    'hello',
    'born',
    'plate',
    'vorname',
    'https://x.test/',
    '54362315K',
    '%20',
    '"',
    'é',
    '123',
  ],
)
const value = fc.oneof(
  fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ maxLength: 12 }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
)
const key = fc.oneof(
  fc.constantFrom(
    'vorname',
    'user',
    'value',
    'field',
    'patient',
    'name',
    'courriel',
    'key',
    'geo',
    'url',
    'kennzeichen',
  ),
  fc.array(piece, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
)
const props = fc.dictionary(
  key,
  fc.oneof(value, fc.array(value, { maxLength: 3 }), fc.dictionary(key, value, { maxKeys: 3 })),
  { maxKeys: 4 },
)

test('what is called plain is not changed by the pack', () => {
  fc.assert(
    fc.property(props, (input) => {
      const core = scrubProps(input, {}, {})
      if (!needsPack(core)) expect(scrubProps(core, {}, { pack })).toEqual(core)
    }),
    { numRuns: 5000 },
  )
})

test('that is said of a good part of such props, so the property above says something', () => {
  const plain = fc.sample(props, 500).filter((input) => !needsPack(scrubProps(input, {}, {})))
  expect(plain.length).toBeGreaterThan(25)
})
