import { isPlain } from './isPlain.ts'
import { coreRules, type Rules } from './rules.ts'

/** Flags, small counts, and coordinates of one decimal: they name nobody, whatever their key. */
const FLAG = /^(?:true|false|yes|no|null|-?\d{0,2}|-?\d+\.\d)$/i

/**
 * Whether `value` under a property key, parameter or label `name` is personal by that name: by the words that it is
 * made of, in camel, snake or kebab case. What only the words of a pack tell applies to values that are not plain.
 */
export function isPersonal(name: string, value: string, rules: Rules): boolean {
  if (FLAG.test(value)) return false
  let split = rules.seen.get(name)
  if (split === undefined) {
    split = name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/([a-z\d])(?=[A-Z])|[\s!-/:-@[-`{-~]+/g, '$1-')
    // `*` core words, `+` words of the pack
    split = (coreRules.key.test(split) ? '*' : rules.key.test(split) ? '+' : '') + split
    if (rules.seen.size > 999) rules.seen.clear()
    rules.seen.set(name, split)
  }
  if (split[0] === '*') return true
  return (
    !!rules.pack &&
    !isPlain(value, name) &&
    (split[0] === '+' || rules.pack.shapes.some(([key, shape]) => key.test(split) && shape.test(value)))
  )
}
