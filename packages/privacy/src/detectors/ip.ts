import type { Detector } from './detector.ts'

/** IPv4 unless it reads as a version, IPv6 (RFC 4291: eight groups, or fewer round one `::`) and MAC addresses. */
export const ip: Detector = {
  type: 'ip',
  pattern:
    /(?<![\w.-]|\w\/|version )(\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d| build)|(?<![\w:.])([\da-f]{0,4}[:-]){2,7}[\da-f]{0,4}(?![\w:])/gi,
  valid: (match) =>
    match.includes('.')
      ? match.split('.').every((octet) => Number(octet) < 256)
      : /^(..[:-]){5}..$|^(?=.*\d).*::|^(\w+:){7}\w+$/.test(match),
}
