/**
 * JSON as RFC 8785 has it: members sorted, no white space, so that equal values have equal text. Member names must not
 * be whole numbers, which JavaScript puts first.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? // By UTF-16 code units, as the RFC says: no locale has a say.
        Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
