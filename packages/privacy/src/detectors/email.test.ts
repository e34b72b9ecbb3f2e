import { expect, test } from 'vitest'
import { scrubText } from '../scrubText.ts'

// RFC 5321, 6531: plus tags, unquoted specials, international local parts and hosts.
test.each([
  ...['jane.doe@example.com', 'jane+tag@mail.example.co.uk', "o'hara_x#y@example.org", '12345@163.com'],
  ...['kunde@müller-gmbh.example', 'почта@пример.рф', 'x@xn--e1afmkfd.xn--p1ai'],
])('%s', (value) => {
  const counts = {}
  expect(scrubText(`please see ${value} thanks`, counts, {})).toBe('please see [email] thanks')
  expect(counts).toEqual({ email: 1 })
  expect(scrubText(value, {}, {})).toBe('[email]')
})

test.each(['logo@2x.png', 'react@18.2.0', '@media print', 'a @ b', 'user@localhost'])('%s is kept', (value) =>
  expect(scrubText(value, {}, {})).toBe(value),
)
