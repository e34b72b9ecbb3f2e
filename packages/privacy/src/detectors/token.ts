import type { Detector } from '../detector.ts'

const PREFIX = /^(eyJ|[prs]k[-_]|gh._|gl\w+-|AIza|xox|AKIA|SG\.)/
const RANDOM = /^(?!sha\d)(\w{2,8}[._-])?(?=\w*[A-Z])(\d*[a-zA-Z_]{1,15}\d+){3}/
const ANNOUNCED = /bearer $|(reset|invit|verif|confirm|magic)[\w-]*\/$/i

/**
 * Secrets: JSON Web Tokens (RFC 7519), `Bearer` credentials (RFC 6750), keys with the prefixes that
 * their issuers document, what follows `/reset/`, `/invite/` and the like, and long runs that mix capitals, small
 * letters and digits as random ones do. UUIDs and hashes in hexadecimal stay: most of them name a build or a thing.
 */
export const token: Detector = {
  type: 'token',
  pattern: /(?<![\w.~+-])(?=[a-z_.~+-]*\d)[\w.~+-]{12,}/gi,
  accept: (match, before) =>
    ANNOUNCED.test(before) || PREFIX.test(match) || (!/[./]$/.test(before) && RANDOM.test(match)),
}
