import { expect, test } from 'vitest'
import { scrubText } from '../scrubText.ts'

// RFC 5737 and 3849 documentation ranges, RFC 7042 hardware addresses.
test.each([
  ...['192.0.2.17', '203.0.113.5', '2001:db8::8a2e:370:7334', '2001:0db8:85a3:0000:0000:8a2e:0370:7334'],
  ...['fe80::1ff:fe23', '00:00:5e:00:53:af', '00-00-5E-00-53-AF'],
])('%s', (value) => {
  expect(scrubText(value, {}, {})).toBe('[ip]')
  expect(scrubText(`please see ${value} thanks`, {}, {})).toBe('please see [ip] thanks')
})

test.each([
  ...['10.0.0.1 build', 'v1.2.3.4', 'Chrome/134.0.0.0 Safari/537.36', '1.2.3.4.5', '12:30:45', '999.1.1.1'],
  ...['std::vector::push_back', '2024-01-06', 'app.js:12:3481'],
])('%s is kept', (value) => expect(scrubText(value, {}, {})).toBe(value))
