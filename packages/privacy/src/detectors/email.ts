import type { Detector } from './detector.ts'

/**
 * Addresses as RFC 5321 and 6531 write them in practice (international names, plus tags), and those spelled out
 * with `(at)` and ` dot `. Not `logo@2x.png`, not `name@1.2.3`.
 * The look-behind lets a match start only where a run starts: without it, long runs cost their square.
 */
export const email: Detector = {
  type: 'email',
  hint: /[@＠]|\bat\b/i,
  pattern:
    /(?<![^\s@"'<>()[\]{},;:=/?&|\\])[^\s@＠"'<>()[\]{},;:=/?&|\\]+(?:[@＠](?!\dx\.|\d+\.\d)[\p{L}\d.-]*\.\p{L}[\p{L}\d-]+|\s?[([{]\s?at\s?[)\]}]\s?[\w.-]+(?:\s?[([{]?\s?dot\s?[)\]}]?\s?\w+)?| at [\w-]+ dot \w+)/giu,
}
