import type { Text } from './consentConfig.ts'
import { nearestTag } from './nearestTag.ts'

/** The text in the nearest language (BCP 47), else in the first that is named. */
export function text(value: Text, locale: string): string {
  if (typeof value === 'string') return value
  const tags = Object.keys(value)
  return value[nearestTag(tags, locale) || tags[0]!] ?? ''
}

/** The text that counts for the meaning: the first language named. */
export function firstText(value: Text | undefined): string | null {
  if (value === undefined) return null
  return typeof value === 'string' ? value : (Object.values(value)[0] ?? null)
}
