import { decoded } from './decoded.ts'
import { card } from './detectors/card.ts'
import type { Detector } from './detectors/detector.ts'
import { email } from './detectors/email.ts'
import { ip } from './detectors/ip.ts'
import { phone } from './detectors/phone.ts'
import { secret } from './detectors/secret.ts'
import { token } from './detectors/token.ts'
import { count, type Pass } from './pass.ts'
import { LABELLED } from './personalKey.ts'

/** Both browsers and Node have it; the compiler's library for ES2022 alone does not. */
declare function atob(base64: string): string

const LIMIT = 65_536
const DETECTORS: readonly Detector[] = [email, token, secret, card, ip, phone]

/** The rule for text: what it holds in other notations first, then the detectors until nothing changes. */
export function cleanText(text: string, depth: number, pass: Pass): string {
  let clean = text
  if (text.length > LIMIT) {
    count(pass, 'long')
    clean = text.slice(0, LIMIT)
  }
  clean = clean.replace(/[\ud800-\udfff]/gu, '\ufffd')
  // Whatever the detectors find has one of these, and most strings have none.
  if (!/[\d@＠%:/?]|[\w+/-]{16}|\bat\b/i.test(clean)) return clean
  clean = detect(depth < 5 ? unwrap(clean, depth + 1, pass) : clean, pass)
  // A find that the cut went through is no find any more, so the edge goes too.
  return text.length > LIMIT ? clean.slice(0, LIMIT - 512) : clean
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
  if (/^(?:[a-z][a-z\d+.-]{0,20}:\/)?\.{0,2}\/\S*$|^\S*\?[^\s=?]+=\S*$|^#[/!]\S*$/i.test(text))
    return pass.url(text, depth)
  let clean = text.replace(
    /\b(?:[a-z][a-z\d+.-]{0,20}:\/\/|mailto:|tel:|blob:|javascript:|data:\w+\/)[^\s"'<>\\]+/gi,
    (url) => pass.url(url, depth),
  )
  const plain = decoded(clean)
  if (plain !== clean) {
    const scrubbed = pass.text(plain, depth)
    if (scrubbed !== plain) clean = scrubbed
  }
  return clean.replace(/[\w+/-]{16,}={0,2}/g, (run) => {
    try {
      const plain = decoded(escape(atob(run.replace(/-/g, '+').replace(/_/g, '/'))))
      if (!/\p{Cc}/u.test(plain) && pass.text(plain, depth) !== plain) return '[token]'
    } catch {
      // Not base64.
    }
    return run
  })
}

function detect(text: string, pass: Pass): string {
  let clean = text
  let before: string
  let rounds = 4
  do {
    before = clean
    clean = clean.replace(LABELLED, (_, label: string) => {
      count(pass, 'label')
      return `${label}[private]`
    })
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
