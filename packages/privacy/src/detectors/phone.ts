import type { Detector } from './detector.ts'

/**
 * E.164 with `+` or `00` (7 to 15 digits, any grouping), and national forms of 8 to 12 digits, which need grouping:
 * a trunk 0, an area code in brackets, or three groups. Dates, thousands and versions stay.
 */
export const phone: Detector = {
  type: 'phone',
  pattern: /(?<![\w.,/:-]|\d )\(?[+\d][\d().\s-]{5,20}\d(?![\w.-]*\w)/g,
  valid: (match) => {
    const digits = match.replace(/\D/g, '').length
    return (
      digits > 6 &&
      digits < 16 &&
      (/^\(?(\+|00)/.test(match) ||
        (digits > 7 &&
          digits < 13 &&
          /^\d?\s?\(\d+\)|^0\d+\D|^(1\D)?\d{2,4}\D+\d{2,}\D+\d\d/.test(match) &&
          !/^(19|20)\d\d\D[01]|^\d?\d\D\d?\d\D(19|20)\d\d|^\d\d( \d{3})+$/.test(match)))
    )
  },
}
