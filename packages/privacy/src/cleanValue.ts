import { isPersonal } from './isPersonal.ts'
import { count, type Pass } from './pass.ts'
import type { Json } from './scrubOptions.ts'

/** The rule for values: JSON of bounded size, or undefined for what has no place in it. Throws where `value` does. */
export function cleanValue(value: unknown, depth: number, pass: Pass): Json | undefined {
  if (depth > 8 || pass.nodes-- < 1) return count(pass, 'deep')
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'function' || value === undefined) return undefined
  if (typeof value !== 'object') {
    const text = `${value as string}`
    const clean = pass.text(text, 0)
    return typeof value !== 'number' || clean !== text ? clean : Number.isFinite(value) ? value : null
  }
  const object = value as Record<string, unknown>
  if (typeof object['toJSON'] === 'function') return cleanValue(object['toJSON'](), depth + 1, pass)
  const isList = Array.isArray(value)
  const result = (isList ? [] : {}) as Record<string, Json>
  for (const key of Object.keys(object)) {
    try {
      const clean = cleanField(key, object[key], depth + 1, pass)
      if (clean !== undefined) result[key] = clean
      else if (isList) result[key] = null
    } catch {
      count(pass, 'unreadable')
    }
  }
  return result
}

function cleanField(key: string, value: unknown, depth: number, pass: Pass): Json | undefined {
  if (/^(__proto__|constructor|prototype)$/.test(key) || pass.text(key, 0) !== key) return undefined
  if (!pass.options.keys?.includes(key) && value != null) {
    // Flags, small counts and coordinates of one decimal name nobody.
    if (isPersonal(key) && !/^(true|false|-?\d\d?|-?\d{1,3}\.\d)$/.test(`${value as string}`))
      return count(pass, 'key')
    if (/version|build|release/i.test(key) && typeof value === 'string' && /^[\d.]+$/.test(value))
      return value
  }
  return cleanValue(value, depth, pass)
}
