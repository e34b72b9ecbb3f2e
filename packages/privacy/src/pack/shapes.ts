import type { Pack } from '../pack.ts'
import { namePattern } from './namePattern.ts'

const GREETING = 'hello|hi|dear|welcome(-back)?'

/** Keys that many harmless things have too: only where the value looks the part. */
export const shapes: Pack['shapes'] = [
  // Names: below who they belong to, or beside a greeting.
  [
    RegExp(
      `(user|customer|client|contact|person|fields?|form|member|driver|passenger|patient|profile|account|billing|shipping|recipient|sender)-(name|nome|nombre|nom|imie|na(vn|mn|am))-*$|(^|-)(nom|nome|nombre|imie|recipient|contact|passenger|driver|sender|customer|client|${GREETING})-*$`,
      'i',
    ),
    RegExp(`^${namePattern(0)}$`, 'u'),
  ],
  // A parameter that is no more than `name`.
  [/^name-*$/i, RegExp(`^${namePattern(1)}$`, 'u')],
  // User names: a word with a digit, dot or underscore in it.
  [
    /(^|-)(user|usuario|utilisateur|benutzer|gebruiker\w*|member|alias|uid|twitter|github|nick|logged-in-as|account)-*(name-*)?$/i,
    /^@|^[a-z][\w-]{0,40}[._\d][\w.-]{0,40}$/i,
  ],
  // Secrets: long, with a digit.
  [
    /(^|props-)(key|code|sig|ticket|nonce|refresh|access|invite|reset|verification|state)-*(code-*)?$|(signature|cookie)-*$/i,
    /^(?=.*\d)[\w.~+/=-]{16,}$/,
  ],
]
