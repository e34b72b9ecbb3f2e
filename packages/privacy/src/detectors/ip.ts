import type { Detector } from './detector.ts'

/**
 * IPv4 (four octets, but not a version: after a word, `/` or `v`, before `build`, or ending in `.0.0`), IPv6
 * (RFC 4291: eight groups, or fewer round one `::`) and hardware addresses.
 */
export const ip: Detector = {
  type: 'ip',
  hint: /\d\.\d|:|-/,
  pattern:
    /(?<![\w./-]|(?:version|release|build|ver) )(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d| build)|(?<![\w:.])(?:(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}|(?:[\da-f]{2}-){5}[\da-f]{2})(?![\w:])/gi,
  valid: (match) => {
    const groups = match.split(/[.:-]/)
    if (match.includes('.')) return groups.every((octet) => Number(octet) < 256) && !match.endsWith('.0.0')
    if (groups.length === 6 && groups.every((group) => /^..$/.test(group))) return true
    return /\d/.test(match) && (match.includes('::') ? match.length > 4 : groups.length === 8)
  },
}
