import { expect, test } from 'vitest'
import type { ScrubCounts } from './scrubOptions.ts'
import { scrubText } from './scrubText.ts'

const clean = (text: string, counts: ScrubCounts = {}): string => scrubText(text, counts, {})

test.each([
  ['plain words', 'plain words'],
  ['see https://x.test/a?token=a1b2 now', 'see https://x.test/a now'],
  ['at f (https://x.test/app.3f2a1b.js:12:3481)', 'at f (https://x.test/app.3f2a1b.js:12:3481)'],
  ['/account?email=jane', '/account'],
  ['to jane%40example.com', 'to [email]'],
  ['ren%E9%40example.com', '[email]'],
  ['{"email":"jane@example.com","n":1}', '{"email":"[private]","n":1}'],
  ['{"firstName":"Jane","n":1}', '{"firstName":"[private]","n":1}'],
  [String.raw`{"body":"{\"lastName\":\"Doe\"}"}`, String.raw`{"body":"{\"lastName\":\"[private]\"}"}`],
  ['Error: password: Monkey8702! is wrong', 'Error: password: [private] is wrong'],
  ['IMEI 353863150008328 rejected', 'IMEI [private] rejected'],
  ['error: ssn=507153689', 'error: ssn=[private]'],
  ['page 3 of 1200', 'page 3 of 1200'],
  ['a\ud800b', 'a\ufffdb'],
])('%s', (text, expected) => expect(clean(text)).toBe(expected))

test('long text is cut, and counted', () => {
  const counts: ScrubCounts = {}
  expect(clean('a'.repeat(70_000), counts)).toHaveLength(65_536)
  expect(counts).toEqual({ long: 1 })
})
