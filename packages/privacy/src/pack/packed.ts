import type { Detector } from '../detector.ts'

/** Both browsers and Node have it; the compiler's library for ES2022 alone does not. */
declare function atob(base64: string): string

/**
 * Base64 (RFC 4648, either alphabet) that says an e-mail address, an object, or plain text with a digit. In it, each four of ASCII
 * begin with one of the letters here.
 */
export const packed: Detector = {
  type: 'token',
  // Not the parts of a JWT, which the detector of tokens takes whole.
  pattern: /(?<![\w+-])(?!eyJ[\w-]+\.)(?:[I-Za-f][\w+-]{3}){3}[\w+-]*(?!\w)/g,
  accept(match) {
    try {
      return /@|:"|^[ -~]*\d[ -~]*$/.test(atob(match.replace(/-/g, '+').replace(/_/g, '/')))
    } catch {
      return false
    }
  },
}
