import { decoded } from './decoded.ts'
import { card } from './detectors/card.ts'
import type { Detector } from './detectors/detector.ts'
import { email } from './detectors/email.ts'
import { ip } from './detectors/ip.ts'
import { phone } from './detectors/phone.ts'
import { secret } from './detectors/secret.ts'
import { token } from './detectors/token.ts'
import { isPersonal } from './isPersonal.ts'
import { count, type Pass } from './pass.ts'

/** Both browsers and Node have it; the compiler's library for ES2022 alone does not. */
declare function atob(base64: string): string

const LIMIT = 65_536
const DETECTORS: readonly Detector[] = [email, token, secret, card, ip, phone]

/** The rule for text: what it holds in other notations first, then the detectors until nothing changes. */
export function cleanText(text: string, depth: number, pass: Pass): string {
  let clean = text.slice(0, LIMIT).replace(/[\ud800-\udfff]/gu, '\ufffd')
  // Whatever the detectors find has one of these, and most strings have none.
  if (/[\d@＠%/?{]|[\w+/-]{16}| at |:./.test(clean))
    clean = detect(depth < 5 ? unwrap(clean, depth + 1, pass) : clean, pass)
  if (text.length <= LIMIT) return clean
  // A find that the cut went through is no find any more, so the edge goes too.
  count(pass, 'long')
  return clean.slice(0, LIMIT - 512)
}

function unwrap(text: string, depth: number, pass: Pass): string {
  if (/^\s*[[{]/.test(text)) {
    try {
      const value: unknown = JSON.parse(text)
      const clean = JSON.stringify(pass.value(value, depth))
      return clean === JSON.stringify(value) ? text : clean
    } catch {
      // Not JSON after all.
    }
  }
  const clean = text.replace(
    /(?<![^\s"'(=])([a-z][\w+.-]*:\/\/|(mailto|tel|blob|javascript|data:\w+):|\.{0,2}\/|[^\s?]*\?(?=[^\s=]+=))[^\s"'<>]+/gi,
    (url) => pass.url(url, depth),
  )
  const within = (encoded: string, plain: string, scrubbed: (clean: string) => string): string => {
    const result = plain === encoded ? plain : pass.text(plain, depth)
    return result === plain ? encoded : scrubbed(result)
  }
  return within(clean, decoded(clean), (result) => result).replace(/[\w+/-]{16,}={0,2}/g, (run) => {
    try {
      return within(run, decoded(escape(atob(run.replace(/-/g, '+').replace(/_/g, '/')))), () => '[token]')
    } catch {
      return run
    }
  })
}

function detect(text: string, pass: Pass): string {
  let clean = text
  let before: string
  let rounds = 4
  do {
    before = clean
    clean = clean.replace(
      /(?<!\p{L})(\p{L}[\p{L} ._-]{0,30}["']?\s?[:=# ]["'\s]?)((?=\S*[\d!#$%^*])[^\s,;&"'<>[]{4,}( \w*\d\w*){0,8})/gu,
      (match, label: string) => {
        if (!isPersonal(label)) return match
        count(pass, 'label')
        return `${label}[private]`
      },
    )
    for (const { type, hint, pattern, valid } of DETECTORS) {
      if (hint?.test(clean) === false) continue
      clean = clean.replace(pattern, (match) => {
        if (valid?.(match) === false) return match
        count(pass, type)
        return `[${type}]`
      })
    }
  } while (clean !== before && --rounds)
  return clean
}
