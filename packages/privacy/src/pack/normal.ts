/**
 * Text with HTML entities (numeric) and JSON escapes decoded, digits of any script in ASCII, and e-mail addresses that are written for people:
 * `jane (at) example.com`, `jane[at]example[dot]com`, `jane at example dot com`.
 */
export const normal = (text: string): string =>
  text
    .replace(/&#(x?)(\w{2,6});|\\u(\w{4})/g, (_, hex, code, escaped) =>
      String.fromCharCode(parseInt(escaped ?? code, hex === '' ? 10 : 16)),
    )
    // Blocks of ten begin at a multiple of 16, in the scripts of India 6 later.
    .replace(
      /(?!\d)\p{Nd}/gu,
      (digit) => `${(digit.charCodeAt(0) - (/[\u0900-\u0dff]/.test(digit) ? 6 : 0)) & 15}`,
    )
    .replace(
      / ?[([{<] ?(at|\xe4t|arroba|a|@) ?[)\]}>] ?| (at|arroba) (?!the)(?=[\w-]+ (dot|punto|punkt) )/gi,
      '@',
    )
    .replace(/ ?[([{<] ?(dot|punkt|punto|point|\.) ?[)\]}>] ?| (dot|punto|punkt) /gi, '.')
