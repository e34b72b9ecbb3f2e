import { expect, test } from 'vitest'
import { scrubProps } from '../scrubProps.ts'
import { scrubText } from '../scrubText.ts'
import { scrubUrl } from '../scrubUrl.ts'

// ITU-T E.164, and libphonenumber-like national forms of several countries.
test.each([
  ...['+44 20 7946 0958', '+14155550132', '0033 1 23 45 67 89', '(212) 555-0123', '1-800-555-0199'],
  ...['06 12 34 56 78', '0171 2345678', '8 (912) 345-67-89', '512 345 678', '090-1234-5678'],
])('%s', (value) => {
  expect(scrubText(value, {}, {})).toBe('[phone]')
  expect(scrubText(`please see ${value} thanks`, {}, {})).toBe('please see [phone] thanks')
})

test.each([
  ...[
    '2024-01-06 12:30:45',
    '06.01.2024',
    '1787997379829',
    'Order 74085785',
    'version 14.11.109',
    '0.0815256',
  ],
  ...['ISBN 978-3-16-148410-0', '3-16-148410-0', 'Showing 11-46 of 2276 results', '$1,234,567.89'],
  ...['20.5 x 33.25 cm', 'SKU 12-3456-789'],
])('%s is kept', (value) => expect(scrubText(value, {}, {})).toBe(value))

test('in the path of a URL', () => {
  expect(scrubText('/customers/+14155550132/edit', {}, {})).toBe('/customers/[phone]/edit')
  expect(scrubUrl('/c/+14155550132/a', {}, {})).toBe('/c/[phone]/a')
  expect(scrubText('/2024/01/06/12345678', {}, {})).toBe('/2024/01/06/12345678')
})

test('a property key tells numbers of orders and articles', () => {
  const props = { sku: '12-3456-789', order_ref: '12-3456-789' }
  expect(scrubProps({ ...props, note: '12-3456-789' }, {}, {})).toEqual({ ...props, note: '[phone]' })
})
