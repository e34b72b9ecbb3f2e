import { isFlag } from './isFlag.ts'
import type { Rules } from './rules.ts'

/**
 * Whether `value` under a property key, parameter or label `name` is personal by that name: by the words that it is
 * made of, in camel, snake or kebab case.
 */
export function isPersonal(name: string, value: string, { key, seen, pack }: Rules): boolean {
  if (isFlag(value)) return false
  let split = seen.get(name)
  if (!split) {
    split = name.replace(/([a-z\d])(?=[A-Z])|[\0-/:-@[-`{-~]+/g, '$1-')
    if (key.test(split)) split = `+${split}`
    if (seen.size > 1e3) seen.clear()
    seen.set(name, split)
  }
  return split[0] === '+' || !!pack?.shapes.some(([words, shape]) => words.test(split) && shape.test(value))
}
