import type { Detector } from './detector.ts'

/**
 * Long runs that change between capitals, small letters and digits as often as random ones do (0.62 a character
 * in base62; words in camel case stay near 0.3). Hashes and UUIDs in hexadecimal stay: most name a build or a thing.
 */
export const secret: Detector = {
  type: 'token',
  pattern: /(?<![\w./+-])[\w+-]{24,}/g,
  valid: (match) =>
    /[A-Z]/.test(match) &&
    match.replace(/[a-z]+|[A-Z]+|\d+/g, '#').replace(/[^#]/g, '').length > match.length * 0.45,
}
