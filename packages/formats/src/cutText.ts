/**
 * Text that every collector's database takes: at most `length` UTF-16 units, and neither lone surrogates (no UTF-8
 * for them) nor control characters other than white space (PostgreSQL refuses NUL).
 */
export function cutText(text: string, length: number): string {
  return text.slice(0, length).replace(/[^\P{Cc}\s]|\p{Cs}/gu, '\ufffd')
}
