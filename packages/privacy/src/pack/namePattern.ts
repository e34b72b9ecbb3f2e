const WORD = "[\\p{Lu}\\p{Lo}][\\p{L}\\p{M}'’.-]{0,30}"

/**
 * The name of a person, as the source of a pattern with the flag `u`: capitalised words, or words of scripts without
 * capitals, with particles such as `van der` between them.
 *
 * @param least how many words after the first, at least
 */
export const namePattern = (least: number): string =>
  `${WORD}(?: (?:(?:v[ao]n|de[nrl]?|d[aiou]s?|[ael]{2}|bin|ten|zu|y|e) ){0,3}${WORD}){${least},4}`
