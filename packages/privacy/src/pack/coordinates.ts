import type { Detector } from '../detector.ts'

/** A pair of degrees with three or more decimals (some 100 m), as maps write it (RFC 5870), or in minutes of arc. */
export const coordinates: Detector = {
  type: 'location',
  hint: /\d\.\d{3}|°/,
  pattern:
    /(?<![\w.-])-?\d{1,3}\.\d{3,15}(?:, ?|;|\/)-?\d{1,3}\.\d{3,15}(?![\w.])|\d{1,3}° ?\d{1,2}[\d.'’′"″ ]{0,12}[NSEWO]/g,
  accept: (match) =>
    match.includes('°') ||
    match
      .split(/[,;/]/)
      .every((part, i) => Math.abs(+part) <= 90 + 90 * i || Math.abs(+part) <= 180 - 90 * i),
}
