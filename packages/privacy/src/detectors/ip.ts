import type { Detector } from './detector.ts'

/** IPv4 unless it reads as a version, IPv6 (RFC 4291: eight groups, or fewer round one `::`) and MAC addresses. */
export const ip: Detector = {
  type: 'ip',
  pattern:
    /(?<![\w.-])(?!\d+\.0\.\d\.)([12]?\d?\d(\.(?=\d)|(?![\w.-]))){4}|(?<![\w:.])[\da-f:-]{6,39}(?![\w:])/gi,
  valid: (match) => /\.|\w::|^(..[:-]){5}|(\w+:){7}/.test(match),
}
