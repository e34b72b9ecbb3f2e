import type { Detector } from './detector.ts'

/** Payment cards: issuer ranges of ISO/IEC 7812 and the Luhn check. 13 digits are left to EAN codes. */
export const card: Detector = {
  type: 'card',
  pattern: /(?<![\w.]|\d[ -])([4-6]|2[2-7]|3[04-9])([ -]?\d){12,18}(?![\w-])/g,
  valid: (match) => {
    const digits = match.replace(/\D/g, '')
    const sum = [...digits].reverse().reduce((s, d, i) => s + Number(i % 2 ? '0246813579'[Number(d)] : d), 0)
    return digits.length > 13 && sum % 10 === 0
  },
}
