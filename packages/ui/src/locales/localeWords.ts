import { WORD_KEYS, type Words } from '@askfirst/consent/config'
import { keysStamp } from './keysStamp.ts'

/**
 * The words of a file that `localeFile` wrote; null where it was written for other keys. A cached file of an older
 * version must never put the word for no on the button for yes.
 */
export function localeWords(packed: unknown): Words | null {
  const [stamp, ...values] = `${packed}`.split('|')
  if (stamp !== keysStamp() || values.length !== WORD_KEYS.length) return null
  return Object.fromEntries(WORD_KEYS.map((key, i) => [key, values[i]])) as unknown as Words
}
