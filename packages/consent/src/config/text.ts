import type { Text } from './consentConfig.ts'

/**
 * The text in a language (BCP 47): as asked for, else with its last subtags left off one after the other (RFC 4647,
 * lookup), else another region of the same language, else the first language that is named.
 */
export function text(value: Text, locale: string): string {
  if (typeof value === 'string') return value
  const tags = Object.keys(value)
  const tag = nearestTag(tags, locale) ?? tags[0]
  return tag === undefined ? '' : value[tag]!
}

/** The text that counts for the meaning: the first language named. */
export function firstText(value: Text | undefined): string | null {
  if (value === undefined) return null
  return typeof value === 'string' ? value : (Object.values(value)[0] ?? null)
}

/** Which of the tags serves best, undefined if none is of that language. */
export function nearestTag(tags: readonly string[], locale: string): string | undefined {
  const wanted = locale.toLowerCase().split('-')
  for (let length = wanted.length; length > 0; length--) {
    const range = wanted.slice(0, length).join('-')
    const found = tags.find((tag) => tag.toLowerCase() === range)
    if (found !== undefined) return found
  }
  return tags.find((tag) => tag.toLowerCase().split('-')[0] === wanted[0])
}
