import { expect, test } from 'vitest'
import { scrubText } from '../scrubText.ts'

// The examples of the IBAN registry (SWIFT), in print and in electronic form.
test.each([
  ...['DE89370400440532013000', 'GB29 NWBK 6016 1331 9268 19', 'FR14 2004 1010 0505 0001 3M02 606'],
  ...[
    'NO9386011117947',
    'MT84MALT011000012345MTLCAST001S',
    'NL91 ABNA 0417 1643 00',
    'SA0380000000608010167519',
  ],
])('%s', (value) => expect(scrubText(`see ${value} thanks`, {}, {})).toBe('see [iban] thanks'))

test.each(['DE88370400440532013000', 'GB29 NWBK 6016 1331 9268 18', 'AB12CDEF3456', 'HTML5 CSS3 ES2022'])(
  '%s is kept',
  (value) => expect(scrubText(value, {}, {})).toBe(value),
)
