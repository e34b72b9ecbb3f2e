import type { Detector } from './detector.ts'

/**
 * Addresses as RFC 5321 and 6531 write them in practice (international names, plus tags), and those spelled out
 * as `name (at) host` or `name at host dot com`. Not `logo@2x.png`, not `name@1.2.3`.
 */
export const email: Detector = {
  type: 'email',
  hint: /[@＠]|\bat\b/,
  pattern:
    /(?<![^\s@"<>()[\],;:=/?&])[^\s@"<>()[\],;:=/?&]+(?:[@＠]|\s?[([]at[)\]]\s?| at (?=\S+ dot ))(?!\dx\.|\d+\.\d)[^\s@"<>()[\],;:=/?&]*(?:\.| dot | ?[([]dot[)\]] ?)\p{L}[\p{L}\d-]+/gu,
}
