import type { Detector } from './detector.ts'

/**
 * Secrets: JSON Web Tokens (RFC 7519), `Bearer` credentials (RFC 6750), keys with the prefixes that their issuers
 * document, what follows `/reset/`, `/invite/` and the like, and long runs that mix capitals, small letters and
 * digits as random ones do. UUIDs and hashes in hexadecimal stay: most of them name a build or a thing.
 */
export const token: Detector = {
  type: 'token',
  pattern:
    /(\b(eyJ|Bearer |[prs]k[-_]|g(h.|\w+pat)[-_]|xox.-|AKIA|AIza|SG\.)|(?<=(reset|invit|verif|confirm|magic|token)[\w-]*\/)(?=[^\d/]*\d)|(?<![\w./+-])(?=\w*[A-Z])([a-zA-Z]{1,15}\d+){3})[\w.~+-]{12,}/g,
}
