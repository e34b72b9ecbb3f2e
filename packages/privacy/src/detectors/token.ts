import type { Detector } from './detector.ts'

/**
 * Secrets that say so: JSON Web Tokens (RFC 7519), `Bearer` credentials (RFC 6750), keys with the prefixes that
 * their issuers document, wallet addresses in hexadecimal, and what follows `/reset/`, `/invite/` and the like.
 */
export const token: Detector = {
  type: 'token',
  pattern:
    /(\b(eyJ|Bearer |sk[-_]|[pr]k_|gh[a-z]_|github_pat_|glpat-|xox[a-z]-|A[KS]IA|AIza|SG\.|ya29\.|0x(?=\w{40}))|(?<=(reset|invit|verif|confirm|activat|unsub|token)[\w-]*\/))[\w.~+-]{16,}/g,
  valid: (match) => /\d/.test(match),
}
