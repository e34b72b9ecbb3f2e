import type { Detector } from '../detector.ts'

/** A pair of degrees with three or more decimals (some 100 m), as maps write it (RFC 5870), or in minutes of arc. */
export const coordinates: Detector = {
  type: 'location',
  pattern:
    /(?<![\w.-])-?1?\d{1,2}\.\d{3,15}(?:, ?|[;/ ])-?1?\d{1,2}\.\d{3,15}(?![\w.])|\d{1,3}\xb0 ?\d{1,2}[\d.'\u2019\u2032"\u2033 ]{0,12}[NSEWO]/g,
}
