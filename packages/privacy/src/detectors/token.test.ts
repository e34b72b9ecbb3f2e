import { expect, test } from 'vitest'
import { scrubText } from '../scrubText.ts'

/** Strings in the form of live secrets are put together here, so that no code host takes them for one. */
const random = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC2dF4gH6'

// RFC 7519, and the prefixes that issuers document.
test.each([
  `eyJ${random}.eyJ${random}.${random}`,
  `sk${'_live_'}${random}`,
  `gh${'p_'}${random}`,
  `github${'_pat_'}${random}`,
  `gl${'pat-'}${random}`,
  `xo${'xb-'}${random}`,
  `AK${'IA'}${random.toUpperCase().slice(0, 16)}`,
  `AI${'za'}${random}`,
  random,
])('%s', (value) => {
  expect(scrubText(value, {}, {})).toBe('[token]')
  expect(scrubText(`please see ${value} thanks`, {}, {})).toBe('please see [token] thanks')
})

// RFC 6750: what `Bearer` announces needs no form of its own.
test.each([`Bearer ${'820c5ec03245618a684665741acc854b'}`, 'bearer 0123456789abcdef'])('%s', (value) =>
  expect(scrubText(value, {}, {})).toMatch(/^bearer \[(token|private)\]$/i),
)

test('what follows a path segment that announces one', () => {
  expect(scrubText('/invite/820c5ec03245618a684665741acc854b743c18dc', {}, {})).toBe('/invite/[token]')
})

test.each([
  ...[
    '36545d5e91af6a2d2a721a3c5ab368373e1928e3',
    '6bf04470-052b-436c-956f-1b0edcf3617e',
    '1ZMTR8466203133124',
  ],
  ...[
    'how-to-choose-a-laptop-38-in-2024',
    'getBoundingClientRectOfElement2',
    'btn btn-primary mt-2 md:hover:bg-500',
  ],
])('%s is kept', (value) => expect(scrubText(value, {}, {})).toBe(value))
