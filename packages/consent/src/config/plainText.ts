/**
 * What no text may hold: control characters, line separators, what turns the writing direction of what follows (a text
 * could then be shown as another), fillers that look like nothing, and lone surrogates. Marks such as U+200F, which Arabic
 * and Hebrew need, are left.
 */
const FORBIDDEN =
  '\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\u115f\\u1160\\u3164\\uffa0\\ufeff\\p{Surrogate}'

/** Something to read, and nothing to be misread. */
export const PLAIN_TEXT: RegExp = new RegExp(`^(?=.*[\\p{L}\\p{N}])[^${FORBIDDEN}]*$`, 'u')

/** http(s) or relative: `javascript:` and its like can't be written, however they are disguised. */
export const URL_REFERENCE: RegExp = new RegExp(
  `^(?:[Hh][Tt][Tt][Pp][Ss]?://|(?![A-Za-z][A-Za-z0-9+.\\-]*:)(?!//))[^\\s\\\\${FORBIDDEN}]+$`,
  'u',
)

/** BCP 47, as far as a page needs it. */
export const LANGUAGE: RegExp = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/

/** A letter, then letters, digits, - and _; `necessary` is never asked for. */
export const PURPOSE_ID: RegExp = /^(?!necessary$)[A-Za-z][A-Za-z0-9_-]{0,39}$/
