import type { Detector } from '../detector.ts'

/**
 * E.164 with `+` or `00` (7 to 15 digits, any grouping), and national forms of 8 to 13 digits, which need grouping: a
 * trunk 0, an area code in brackets, or three groups. Dates, versions and numbers of
 * orders and articles stay.
 */
export const phone: Detector = {
  type: 'phone',
  hint: /(?:\d\W{0,3}){7}/,
  pattern:
    /(?<![\w.,:-]|\d )(?:\(?(?:\+|00(?!:))(?:\W{0,2}\d){7,15}|(?=(?:\W{0,2}\d){8,13}(?!\W?\d))(?!.{0,6}\b(?:19|20)\d\d\b|[\d ]{1,14} 000)(?:\d\W\W?)?(?:\(\d{1,5}\) ?|(?:0\d{1,9}|\d{2,4}[ .-]\d{2,9})[ .-])\d[\d .-]{1,24}\d)(?![.-]?\w)/g,
  accept: (_match, before) => !/(sku|order|part|isbn|ref)\w*\W*$/i.test(before),
}
