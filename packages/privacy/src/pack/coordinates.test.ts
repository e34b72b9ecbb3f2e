import { expect, test } from 'vitest'
import { scrubText } from '../scrubText.ts'
import { scrubUrl } from '../scrubUrl.ts'
import { pack } from './pack.ts'

test.each(['52.520008,13.404954', '-33.8688, 151.2093', '40° 26′ 46″ N'])('%s', (value) =>
  expect(scrubText(`near ${value} now`, {}, { pack })).toBe('near [location] now'),
)

test.each(['52.5, 13.4', '152.520008, 213.404954', '0.0815256', '2990.942'])('%s is kept', (value) =>
  expect(scrubText(value, {}, { pack })).toBe(value),
)

test('in a map link', () => {
  expect(scrubUrl('https://x.test/map?center=25.000652,32.871497&zoom=15', {}, { pack })).toBe(
    'https://x.test/map?center=[location]&zoom=15',
  )
})
