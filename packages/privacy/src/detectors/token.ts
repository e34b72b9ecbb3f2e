import type { Detector } from '../detector.ts'

/**
 * Secrets: JSON Web Tokens (RFC 7519), `Bearer` and `Basic` credentials (RFC 6750, 7617), keys with the prefixes that
 * their issuers document, what follows `/reset/`, `/invite/` and the like, and long runs that mix capitals, small
 * letters and digits as random ones do. UUIDs and hashes in hexadecimal stay: most of them name a build or a thing.
 */
export const token: Detector = {
  type: 'token',
  hint: /[\w.~+-]{12}/,
  pattern:
    /(?:\b(?:eyJ|Bearer |Basic |[prsw]k[-_]|whsec_|g(?:h.|\w+pat)[-_]|gl\w+-|xox.-|xapp-|A[KS]IA|AIza|ya29\.|GOCSPX-|SG\.|npm_|hf_|dop_v1_|shp\w\w_|key-)|(?<=(?:reset|invit|verif|confirm|activat|unsubscri|magic|token)[\w-]{0,20}\/)(?=[^\d/]{0,99}\d)|(?<![\w./+-])(?=\w*[A-Z])(?:[a-zA-Z]{1,15}\d+){3})[\w.~+-]{12,}/g,
}
