import { expect, test } from 'vitest'
import { scrubText } from '../scrubText.ts'
import { pack } from './pack.ts'

test.each([
  ...[
    'jane (at) example.com',
    'jane[at]example[dot]com',
    'jane at example dot com',
    'jane.doe {at} mail.example.org',
  ],
  ...['jane (arroba) example punto com', 'jane AT example DOT co DOT uk'],
])('%s', (value) => expect(scrubText(`write to ${value}!`, {}, { pack })).toMatch(/^write to \[email\]/))

test.each(['meet at example.com', 'look at the dot on the map', 'arrive at noon', 'f(a) [at] 3'])(
  '%s is kept',
  (value) => expect(scrubText(value, {}, { pack })).toBe(value),
)
