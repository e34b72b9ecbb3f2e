import type { Detector } from '../detector.ts'
import { passesLuhn } from './passesLuhn.ts'

/**
 * Payment cards (ISO/IEC 7812): Visa 16 and 19 digits, American Express 15, Diners 14, Mastercard, JCB and Discover 16,
 * UnionPay and Maestro 14 to 19. 13 digits only in groups: without, they are left to EAN codes.
 */
export const card: Detector = {
  type: 'card',
  pattern:
    /(?<![\w.-])[2-6](?:[ -]?\d){13,18}(?![\w-])|(?<![\w.-])[456]\d{3}(?:[ -]\d{4}){2}[ -]\d(?![\w-])/g,
  accept(match) {
    const digits = match.replace(/\D/g, '')
    return (
      /^(4\d{12}(...)?(...)?|3[47].{13}|3[0689].{12}|(2[2-7]|35).{14}|[56].{12,18})$/.test(digits) &&
      passesLuhn(digits)
    )
  },
}
