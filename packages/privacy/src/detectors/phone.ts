import type { Detector } from './detector.ts'

const DATE = /^(?:19|20)\d\d[./-][01]?\d[./-]|^[0-3]?\d[./-][0-3]?\d[./-](?:19|20)\d\d/

/**
 * E.164 with `+` or `00` (7 to 15 digits, any grouping), and national forms, which need grouping: a trunk 0 or an
 * area code in brackets and one more group, or three groups and more. Dates and thousands stay.
 */
export const phone: Detector = {
  type: 'phone',
  hint: /\d{2}/,
  pattern: /(?<![\w.,/-]|\d )(?:\+|\(\+?)?\d[\d().\s/-]{5,22}\d(?![\w.-]*\w)/g,
  valid: (match) => {
    const digits = match.replace(/\D/g, '').length
    if (DATE.test(match) || digits < 7 || digits > 15) return false
    if (/^\(?(?:\+|00)/.test(match)) return true
    const groups = match.match(/\d+/g)!
    if (digits < 8 || digits > 12 || groups.length < 2 || groups.length > 6) return false
    if (/^\d{1,2}([ .])\d{3}(?:\1\d{3})*$/.test(match) || groups.slice(1).some((group) => !group[1]))
      return false
    return groups.length > 2 || /^\(?0/.test(match)
  },
}
