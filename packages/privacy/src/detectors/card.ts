import type { Detector } from './detector.ts'

/** Payment cards of 14 to 19 digits: issuer ranges of ISO/IEC 7812 and the Luhn check. 13 are left to EAN codes. */
export const card: Detector = {
  type: 'card',
  pattern: /(?<![\w.-])(?=[4-6]|2[2-7]|3[04-9])\d([ -]?\d){13,18}(?![\w-])/g,
  valid: (match) =>
    [...match.replace(/\D/g, '')]
      .reverse()
      .reduce((sum, digit, i) => sum + +(i % 2 ? '0246813579'[+digit]! : digit), 0) %
      10 ===
    0,
}
