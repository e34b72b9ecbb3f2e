import type { Pack } from '../pack.ts'
import { namePattern } from './namePattern.ts'
import { owners } from './names.ts'

/** Keys that many harmless things have too: only where the value looks the part. */
export const shapes: Pack['shapes'] = [
  // Names: below who they belong to, or beside a greeting.
  [
    RegExp(
      `(${owners}|user|client|person|fields|form|member|driver|profile|billing|shipping)-(name|nome|nombre|nom|imie|na(vn|mn|am))-*$|(^|-)(${owners}|nom|nome|nombre|imie|driver|client|hello|hi|dear|welcome(-back)?)-*$`,
      'i',
    ),
    RegExp(`^${namePattern(0)}$`, 'u'),
  ],
  // A parameter that is no more than `name`.
  [/^name-*$/i, RegExp(`^${namePattern(1)}$`, 'u')],
  // User names: a word with a digit, dot or underscore in it.
  [
    /(^|-)(user|member|alias|uid|twitter|nick|account)-*(name-*)?$/i,
    /^@|^[a-z][\w-]{0,40}[._\d][\w.-]{0,40}$/i,
  ],
  // Secrets: long, with a digit.
  [
    /(^|props-)(key|code|sig|ticket|nonce|refresh|access|invite|reset|verification|state)-*(code-*)?$|(signature|cookie)-*$/i,
    /^(?=.*\d)[\w.~+/=-]{16,}$/,
  ],
]
