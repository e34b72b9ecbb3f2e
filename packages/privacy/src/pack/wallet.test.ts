import { expect, test } from 'vitest'
import { scrubText } from '../scrubText.ts'
import { pack } from './pack.ts'

// The examples of BIP 13, BIP 173, EIP-55 and of the projects' own documentation.
test.each([
  ...['1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'],
  ...['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
  ...['TJRabPrwbZy45sbavfcjinPJC18kjpRTv8', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh'],
])('%s', (value) => expect(scrubText(`to ${value} now`, {}, { pack })).toMatch(/^to \[(wallet|token)\] now$/))

test.each(['12491a63e7d12c93286739263f5ad307', '0x1f4', 'LongIdentifierWithoutAnyDigitsInIt'])(
  '%s is kept',
  (value) => expect(scrubText(value, {}, { pack })).toBe(value),
)
