import type { Detector } from '../detector.ts'
import { namePattern } from './namePattern.ts'
import { names, owners } from './names.ts'

/** The phrases in small letters or with capitals first, and what stands between them and the value. */
const after = (phrases: string, between = '(?: is)?[,:]? '): string =>
  `((?<![\\p{L}\\d])(?:${phrases
    .replace(/_/g, '[-_ .]?')
    .replace(/~/g, '\\p{L}{0,14}')
    .replace(/(?<![\p{L}.\\[-])\p{Ll}/gu, (first) => `[${first}${first.toUpperCase()}]`)})${between})`

const WORD = "[\\p{Lu}\\p{Lo}\\d][\\p{L}\\d.'’/-]{0,40}"

/** Not a word that often follows such labels and greetings. */
const likely = (match: string): boolean =>
  !/^(?:World|Customer|Sir|Guest|Back|To|All|Team|There|User|Every|Support|Service|Required|The|Your|Details|Error|Page|Profile)/.test(
    match,
  )

/** Names after a greeting or a label, of two words where the label is no more than `name`. */
const name: Detector = {
  type: 'name',
  hint: /[\p{Lu}\p{Lo}]/u,
  pattern: RegExp(
    after(
      'hello|hi|dear|welcome(?: back)?|hallo|bonjour|hola|ciao|signed by|chat with|message from|assigned to|name|nombre|nome|nom|имя',
    ) + namePattern(0),
    'gu',
  ),
  accept: (match, before) => likely(match) && (!/me:? $/.test(before) || / |[^ -~]/.test(match)),
}

/** Names after a word for them and a mark: of assignment, quotation, or a tag. */
const named: Detector = {
  type: 'name',
  pattern: RegExp(
    after(`${names}|${owners}`, `(?! \\p{L})(?:</\\w+><\\w+>|[^\\p{L},./]{1,9})`) + namePattern(0),
    'gu',
  ),
  accept: likely,
}

/** Postal addresses: from a capital or a digit on, as long as words of that kind follow, few others between them. */
const address: Detector = {
  type: 'address',
  hint: /\d/,
  pattern: RegExp(
    `${after('(?:ship|deliver|bill|send)\\w{0,4}(?: to| address)?|add?res\\w*|direcci.n|indirizzo|endere.o|anschrift|lives at|адрес|地址|住所|주소')}(?:${WORD}|\\p{Ll}{1,12}(?= ))(?:,? (?:[\\p{Ll}.'’]{1,14} ){0,3}${WORD}){1,12}`,
    'gu',
  ),
  accept: (match) => /\d/.test(match) && /\p{L}{2}/u.test(match),
}

/** What a phrase in running text announces without a colon. */
export const announced: readonly Detector[] = [name, named, address]
