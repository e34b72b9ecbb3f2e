import { WORD_KEYS } from '@askfirst/consent/config'

/** A prime, so that every key counts, and just small enough for three characters. */
const STAMPS = 46_649

/** Tells one list of word keys from another: where a key was added, moved or renamed, the stamp is a different one. */
export function keysStamp(keys: readonly string[] = WORD_KEYS): string {
  let hash = 0
  for (const char of keys.join()) hash = (hash * 31 + char.charCodeAt(0)) % STAMPS
  return hash.toString(36)
}
