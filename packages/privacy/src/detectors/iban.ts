import type { Detector } from '../detector.ts'

/** Bank accounts (ISO 13616): 15 to 34 letters and digits, in groups of four, or none and small letters, that leave 1 modulo 97. */
export const iban: Detector = {
  type: 'iban',
  pattern:
    /(?<![\w-])(?:[A-Z]{2}\d\d(?:[ .-]?[A-Z\d]{4}){2,7}(?:[ .-]?[A-Z\d]{1,3})?|[a-z]{2}\d\d[a-z\d]{11,30})(?!\w)/g,
  accept(match) {
    const account = match.replace(/\W/g, '')
    const digits = (account.slice(4) + account.slice(0, 4)).replace(
      /\D/g,
      (letter) => `${parseInt(letter, 36)}`,
    )
    return BigInt(digits) % 97n === 1n
  },
}
