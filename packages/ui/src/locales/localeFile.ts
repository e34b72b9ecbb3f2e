import { WORD_KEYS, type Words } from '@askfirst/consent/config'
import { keysStamp } from './keysStamp.ts'

/**
 * What stands in `askfirst-locale-<tag>.js`: the words alone, in the order of the keys, because the 45 keys would be a
 * quarter of the file. `localeWords` reads it again.
 *
 * @throws RangeError for a word with a `|` in it, which stands between two
 */
export function localeFile(words: Words): string {
  const values = WORD_KEYS.map((key) => words[key])
  if (values.some((value) => value.includes('|'))) throw new RangeError('a word must not have a | in it')
  return `export default${JSON.stringify([keysStamp(), ...values].join('|'))}`
}
