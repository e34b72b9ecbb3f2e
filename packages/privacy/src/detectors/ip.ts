import type { Detector } from '../detector.ts'

/**
 * IPv4 unless it is private or reads as a version (`10.…`, `134.0.0.0`, `v1.2.3.4`), IPv6 (RFC 4291: eight groups, or
 * fewer round one `::`) and MAC addresses (IEEE 802).
 */
export const ip: Detector = {
  type: 'ip',
  hint: /\.\d+\.\d|:\w{0,4}:|-..-..-/,
  pattern:
    /(?<![\w.-])(?!\d\.\d\.|10\.|\d+\.0\.0\.)(?:[12]?\d?\d\.){3}[12]?\d?\d(?![\w-]|\.\d)|(?<![\w:.])(?=[\da-f:-]{0,36}\w::|(?:..[:-]){5}|(?:\w{1,4}:){7})[\da-f:-]{6,39}(?![\w:])/gi,
}
