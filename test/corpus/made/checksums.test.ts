import { expect, test } from 'vitest'
import { ibanCheck, luhn, mod11_10, restOf, verhoeff, weighted } from './checksums.mjs'

test('check digits of published examples', () => {
  expect(luhn('411111111111111')).toBe('1') // the brand's test card
  expect(luhn('490154203237518'.slice(0, -1))).toBe('8') // 3GPP TS 23.003, an IMEI
  expect(verhoeff('236')).toBe('3') // Verhoeff's own example
  expect(mod11_10('0794')).toBe('5') // ISO/IEC 7064
  expect(ibanCheck('GB', 'WEST12345698765432')).toBe('82') // ISO 13616 registry
  expect(ibanCheck('PL', '109010140000071219812874')).toBe('61')
  expect(97 - restOf('2550814168025', 97)).toBe(38) // INSEE's example of a NIR
  expect(weighted('4405140135', [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10).toBe(1) // a PESEL that ends in 9
})
