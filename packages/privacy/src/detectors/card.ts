import type { Detector } from './detector.ts'

/** Payment cards: ISO/IEC 7812 lengths and issuer ranges, with the Luhn check. 13 digits are left to EAN codes. */
export const card: Detector = {
  type: 'card',
  hint: /\d{4}/,
  pattern: /(?<![\w.]|\d[ -])(?:[4-6]|2[2-7]|3[04-9])(?:[ -]?\d){12,18}(?![\w.]*\w|-\d)/g,
  valid: (match) => {
    const digits = match.replace(/\D/g, '')
    let sum = 0
    for (let i = 0; i < digits.length; i++) {
      const digit = Number(digits[digits.length - 1 - i]) * (1 + (i % 2))
      sum += digit > 9 ? digit - 9 : digit
    }
    return digits.length > 13 && sum % 10 === 0
  },
}
