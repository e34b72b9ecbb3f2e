import type { Detector } from '../detector.ts'

/**
 * Addresses as RFC 5321 and 6531 write them in practice: international names, plus tags. Not `logo@2x.png`.
 */
export const email: Detector = {
  type: 'email',
  hint: /@/,
  pattern:
    /(?<![^\s!"&(),/:-@[\]])(?:"[^"@]{1,64}"|[^\s!"&(),/:-@[\]]+)@(?!\dx\.)[\p{L}\d.-]*\.\p{L}[\p{L}\d-]+/gu,
}
