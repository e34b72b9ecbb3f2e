import { isPersonal } from './isPersonal.ts'
import { count, type Pass } from './pass.ts'
import type { Json } from './scrubOptions.ts'

/** The rule for values: JSON of bounded size, or undefined for what has no place in it. Throws where `value` does. */
export function cleanValue(value: unknown, depth: number, pass: Pass): Json | undefined {
  if (depth > 8 || pass.nodes-- < 1) return void count(pass, 'deep')
  const kind = typeof value
  if (value == null || kind === 'boolean') return value as Json | undefined
  if (kind === 'function') return undefined
  if (kind !== 'object') {
    const text = `${value as string}`
    const clean = pass.text(text, 0, pass)
    // NaN and Infinity are the numbers without a digit.
    return kind !== 'number' || clean !== text ? clean : /\d/.test(text) ? (value as number) : null
  }
  const object = value as { [key: string]: unknown; toJSON?: () => unknown }
  if (object.toJSON) return pass.value(object.toJSON(), depth + 1, pass)
  const result: Record<string, Json> = {}
  for (const key of Object.keys(object)) {
    try {
      const field = object[key]
      // `__proto__`, `constructor` and what else every object has; and keys that are a find themselves.
      if (key in {} || pass.text(key, 0, pass) !== key) continue
      // A list of form fields names the data beside the value.
      const label = key === 'value' && object['field']
      const clean =
        field != null &&
        isPersonal(typeof label === 'string' ? label : key) &&
        !pass.options.keys?.includes(key) &&
        // Flags, small counts and coordinates of one decimal name nobody.
        (typeof field === 'object' || !/^(true|false|-?(\d\d?|\d+\.\d))$/.test(`${field as string}`))
          ? void count(pass, 'key')
          : pass.value(field, depth + 1, pass)
      if (clean !== undefined) result[key] = clean
    } catch {
      count(pass, 'unreadable')
    }
  }
  // A list closes up round what was dropped, and round the gaps of a sparse one.
  return Array.isArray(value) ? Object.values(result) : result
}
