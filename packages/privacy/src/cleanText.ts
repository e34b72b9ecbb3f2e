import { card } from './detectors/card.ts'
import { email } from './detectors/email.ts'
import { ip } from './detectors/ip.ts'
import { phone } from './detectors/phone.ts'
import { token } from './detectors/token.ts'
import { isPersonal } from './isPersonal.ts'
import { count, type Pass } from './pass.ts'

/** Both browsers and Node have it; the compiler's library for ES2022 alone does not. */
declare function atob(base64: string): string

/** The rule for text: what it holds in other notations first, then labels and detectors, until nothing changes. */
export function cleanText(text: string, depth: number, pass: Pass): string {
  let clean = text.slice(0, 65_536).replace(/\p{Cs}/gu, '\ufffd')
  if (text.length > clean.length) count(pass, 'long')
  // Whatever the rules below find has one of these, and most strings have none.
  if (clean.length < 6 || !/[\d@%/"]/.test(clean)) return clean
  if (depth < 6) {
    clean = clean
      .replace(/(?<![^\s"'(=,;[>])([\w+.-]+:\/|\.{0,2})\/[^\s"<>]+/g, (url) => pass.url(url, depth + 1, pass))
      .replace(/\w{16,}/g, (run) => {
        try {
          const plain = atob(run)
          if (pass.text(plain, depth + 1, pass) !== plain) return '[token]'
        } catch {
          // Not base64.
        }
        return run
      })
    // One layer of percent-encoding; the text below takes off the next.
    const plain = clean.replace(/(%[\da-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run)
      } catch {
        return unescape(run)
      }
    })
    if (plain !== clean) {
      // Judged decoded only: the digits of the encoding itself mean nothing.
      const within = pass.text(plain, depth + 1, pass)
      return within === plain ? clean : within
    }
  }
  clean = clean.replace(
    /\b([a-z][\w .-]{0,30}\\*["']?\s?[:=# ]\s?\\*["']?)((?<=": ?\\*")[^"\\[]+|(?=\S{0,40}\d)[^\s,;&"'<>[\]{}=]{4,})/gi,
    (match, label: string) => (isPersonal(label) ? label + count(pass, 'private') : match),
  )
  for (const { type, hint, pattern, valid } of [email, token, card, ip, phone]) {
    if (!hint || hint.test(clean))
      clean = clean.replace(pattern, (match) => (!valid || valid(match) ? count(pass, type) : match))
  }
  return clean === text || depth > 8 ? clean : pass.text(clean, depth + 1, pass)
}
