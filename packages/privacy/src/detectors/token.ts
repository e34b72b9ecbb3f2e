import type { Detector } from './detector.ts'

/**
 * Secrets that say so: JSON Web Tokens (RFC 7519), `Bearer` and `Basic` credentials (RFC 6750, 7617), keys with
 * the prefixes that their issuers document, wallet addresses in hexadecimal.
 */
export const token: Detector = {
  type: 'token',
  pattern:
    /\beyJ[\w-]{5,}\.[\w.-]+|\b(?:Bearer|Basic) [\w.~+/=-]{8,}|\b(?:[prsw][hk]_?[a-z]*_|sk-|gh[a-z]_|github_pat_|glpat-|xox[a-z]-|A[KS]IA|AIza|SG\.|ya29\.|npm_|hf_|0x(?=[\da-f]{40}))[\w.-]{16,}/g,
}
