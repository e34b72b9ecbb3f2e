import type { Pack } from '../pack.ts'
import { namePattern } from './namePattern.ts'

/** Keys that many harmless things have too: only where the value looks the part. */
export const shapes: Pack['shapes'] = [
  // Names: below who they belong to, or beside a greeting.
  [
    /(?:user|customer|client|contact|person|fields?|form|member|guest|owner|driver|passenger|patient|student|employee|author|profile|account|billing|shipping|recipient|sender)-(?:name|nome|nombre|nom|imie|navn|namn|naam|ad|имя)-*$|(?:^|-)(?:recipient|contact|passenger|driver|attn|sender|receiver|beneficiary|assignee|customer|guest|client|hello|hi|dear|welcome|welcome-back|hallo|bonjour|hola|ciao|signed-by|signature)-*$/i,
    RegExp(`^${namePattern(0)}$`, 'u'),
  ],
  // A parameter that is no more than `name`.
  [/^(?:name|nom|nome|nombre|naam|n)-*$/i, RegExp(`^${namePattern(1)}$`, 'u')],
  // User names: a word with a digit, dot or underscore in it.
  [
    /(?:^|-)(?:user|usuario|utilisateur|benutzer|brukernavn|gebruiker|member|owner|assignee|screen-name|twitter|instagram|telegram|skype|discord|github|slack|(?:logged|signed)-in-as|account)-*(?:name-*)?$/i,
    /^@|^[a-z][\w-]{0,40}[._\d][\w.-]{0,40}$/i,
  ],
  // Secrets: long, with a digit.
  [
    /^(?:key|code|sig|signature|ticket|nonce|cookie|refresh|access|ott|invite|reset|confirmation|verification|verify|magic|hmac)-*$|-(?:signature|cookie|nonce|ticket)-*$/i,
    /^(?=.*\d)[\w.~+/=-]{16,}$/,
  ],
  // Account and card numbers.
  [
    /(?:^|-)(?:account|acct|konto\w*|cuenta|conto|compte|rekening\w*|card|carte|carta|tarjeta|\w*karte|kort\w*|cartao|visa|mastercard|amex|pan)(?:-\w+){0,3}-*$/i,
    /(?:\d\D?){8}/,
  ],
  [
    /(?:^|-)(?:id-(?:no?|number|nr|num|code)|document-(?:no?|number|id)|doc-?(?:no?|number|id)|licen[cs]e|permit|member-(?:no?|number))-*$/i,
    /(?:\d\D{0,5}){5}/,
  ],
]
