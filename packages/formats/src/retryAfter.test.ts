import { expect, test } from 'vitest'
import { retryAfter } from './retryAfter.ts'

const NOW = Date.UTC(2026, 5, 15, 12)
const DAY = 86_400_000

test.each([
  ['missing', null, undefined],
  ['empty', '', undefined],
  ['blank', '  ', undefined],
  ['seconds', '7', 7_000],
  ['no seconds', '0', 0],
  ['seconds with space around', ' 7 ', 7_000],
  ['a date ahead', 'Mon, 15 Jun 2026 12:00:30 GMT', 30_000],
  ['a date now', 'Mon, 15 Jun 2026 12:00:00 GMT', 0],
  ['a date past', 'Mon, 15 Jun 2020 12:00:00 GMT', 0],
  ['a date far ahead', 'Fri, 15 Jun 2046 12:00:00 GMT', DAY],
  ['seconds without end', '99999999999999999999999', DAY],
  ['more digits than a number holds', '9'.repeat(400), DAY],
  ['words', 'soon', undefined],
  ['seconds with a unit', '7s', undefined],
])('%s: %s is %s ms', (_, header, ms) => {
  expect(retryAfter(header, NOW)).toBe(ms)
})

test.each(['-7', '1.5', '1e3', '-99999999'])(
  '%s, which no server may say, never asks for a negative or endless wait',
  (header) => {
    const ms = retryAfter(header, NOW) ?? 0
    expect(ms).toBeGreaterThanOrEqual(0)
    expect(ms).toBeLessThanOrEqual(DAY)
  },
)
