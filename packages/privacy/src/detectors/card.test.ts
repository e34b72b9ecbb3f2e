import { expect, test } from 'vitest'
import { scrubText } from '../scrubText.ts'
import { passesLuhn } from './passesLuhn.ts'

// The issuers' published test numbers.
test.each([
  ...['4111111111111111', '4111 1111 1111 1111', '5555-5555-5555-4444', '378282246310005', '30569309025904'],
  ...['6011111111111117', '3530111333300000', '2223003122003222', '6240008631401148', '4222-2222-2222-2'],
])('%s', (value) => expect(scrubText(`see ${value} thanks`, {}, {})).toBe('see [card] thanks'))

test.each(['4111111111111112', '4314980873319', 'A4111111111111111', '1111111111111117', '2011111111111114'])(
  '%s is kept',
  (value) => expect(scrubText(value, {}, {})).toBe(value),
)

test('one changed digit breaks the check', () => {
  expect(passesLuhn('4111111111111111')).toBe(true)
  for (let i = 0; i < 16; i++) {
    const digits = [...'4111111111111111']
    digits[i] = `${(+digits[i]! + 1) % 10}`
    expect(passesLuhn(digits.join(''))).toBe(false)
  }
})
