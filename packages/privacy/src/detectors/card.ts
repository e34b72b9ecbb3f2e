import type { Detector } from '../detector.ts'
import { passesLuhn } from './passesLuhn.ts'

/**
 * Payment cards (ISO/IEC 7812): 14 to 19 digits that begin as Mastercard, JCB, American Express, Diners, Visa,
 * Maestro, Discover or UnionPay do. 13 digits only in groups: without, they are left to EAN codes.
 */
export const card: Detector = {
  type: 'card',
  pattern: /(?<![\w.-])(?!2[0189])[2-68](?:[ .-]?\d){12,18}(?![\w-])/g,
  accept: (match) => match.length > 13 && passesLuhn(match.replace(/\D/g, '')),
}
