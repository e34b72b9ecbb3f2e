import type { Detector } from '../detector.ts'
import { namePattern } from './namePattern.ts'

/** The phrases in small letters or with capitals first, and what stands between them and the value. */
const after = (phrases: string): string =>
  `((?<![\\p{L}\\d])(?:${phrases.replace(/(?<![\p{L}.\\])\p{Ll}/gu, (first) => `[${first}${first.toUpperCase()}]`)})(?: is)?[,:]? )`

const WORD = "[\\p{Lu}\\p{Lo}\\d][\\p{L}\\d.'’/-]{0,40}"

/** Names after a greeting or a label, of two words where the label is no more than `name`. */
const name: Detector = {
  type: 'name',
  hint: /[\p{Lu}\p{Lo}]/u,
  pattern: RegExp(
    after(
      'hello|hi|dear|welcome(?: back)?|hallo|bonjour|hola|ciao|signed by|chat with|message from|assigned to|(?:customer|patient|contact):|name|nombre|nome|nom|имя',
    ) + namePattern(0),
    'gu',
  ),
  accept: (match, before) =>
    !/^(?:World|Customer|Sir|Madam|Guest|Back|To|All|Team|There|User|Every|Support|Service|Required|The|Your|Details|Error|Page|Profile)/.test(
      match,
    ) &&
    (!/me:? $/.test(before) || / |[^ -~]/.test(match)),
}

/** Postal addresses: from a capital or a digit on, as long as words of that kind follow, few others between them. */
const address: Detector = {
  type: 'address',
  hint: /\d/,
  pattern: RegExp(
    `${after('(?:ship|deliver|bill|send)\\w{0,4}(?: to| address)?|address|adresse|indirizzo|direcci.n|endere.o|anschrift|lives at|адрес|地址|住所|주소')}(?:${WORD}|\\p{Ll}{1,12}(?= ))(?:,? (?:[\\p{Ll}.'’]{1,14} ){0,3}${WORD}){1,12}`,
    'gu',
  ),
  accept: (match) => /\d/.test(match) && /\p{L}{2}/u.test(match),
}

/** User names: a word with a digit, dot or underscore in it. */
const user: Detector = {
  type: 'user',
  pattern:
    /((?<![a-z])(?:(?:logged|signed) in as|user ?name|user|login|handle|benutzer(?:name)?|usuario|utilisateur)(?: is)?[:=]? )(?=[a-z@])(?=[\w-]{0,40}[._\d])[\w.@-]{3,40}(?!\w)/gi,
  accept: (match) => /[a-z]{2}/i.test(match) && !/\.(?:js|com|html?|length)\b/.test(match),
}

/** What a phrase in running text announces without a colon. */
export const announced: readonly Detector[] = [name, address, user]
