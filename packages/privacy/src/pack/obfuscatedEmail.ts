import type { Detector } from '../detector.ts'

/** E-mail addresses written for people: `jane (at) example.com`, `jane[at]example[dot]com`, `jane at example dot com`. */
export const obfuscatedEmail: Detector = {
  type: 'email',
  hint: /at[\])} ]|arroba|ät|\(a\)/i,
  pattern:
    /(?<![\w.+-])[\w.+-]{2,64} ?(?:(?:[([{<] ?(?:at|ät|arroba|a) ?[)\]}>]) ?[\w-]{1,63}(?: ?(?:\.|[([{<] ?(?:dot|punkt|punto|point) ?[)\]}>]| (?:dot|punkt|punto) ) ?[\w-]{2,63}){1,4}|(?:at|arroba) (?!the )[\w-]{1,63}(?: (?:dot|punto|punkt|point) [\w-]{2,63}){1,4})/gi,
}
