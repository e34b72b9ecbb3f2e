import { isPersonal } from './isPersonal.ts'
import { count, type Pass } from './pass.ts'
import type { Json } from './scrubOptions.ts'

/** The rule for values: JSON of bounded size, or undefined for what has no place in it. Throws where `value` does. */
export function cleanValue(value: unknown, depth: number, pass: Pass): Json | undefined {
  if (typeof value === 'string') return pass.text(value, 0)
  if (typeof value === 'bigint') return pass.text(`${value}`, 9)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return null
    // Nothing shorter than a card's number can be told by its digits alone.
    const clean = value > 1e11 ? pass.text(`${value}`, 9) : ''
    return clean.includes('[') ? clean : value
  }
  if (typeof value === 'boolean' || value === null) return value
  if (typeof value !== 'object') return undefined
  if (depth > 8) {
    count(pass, 'deep')
    return undefined
  }
  const object = value as Record<string, unknown>
  // Dates and everything else with a JSON form of its own, and boxed strings.
  const plain: unknown = ((object['toJSON'] ?? object['valueOf']) as (() => unknown) | undefined)?.call(
    object,
  )
  if (plain !== undefined && plain !== value) return cleanValue(plain, depth + 1, pass)
  return cleanFields(object, depth + 1, pass)
}

function cleanFields(object: Record<string, unknown>, depth: number, pass: Pass): Json {
  const isList = Array.isArray(object)
  const result = (isList ? [] : {}) as Record<string, Json>
  for (const key of Object.keys(object)) {
    if (pass.nodes-- < 1) {
      count(pass, 'deep')
      break
    }
    try {
      const clean = cleanField(key, object[key], depth, pass)
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
  if (!pass.options.keys?.includes(key)) {
    // Flags, small counts and coordinates of one decimal name nobody.
    if (isPersonal(key) && value != null && !/^(true|false|-?\d\d?|-?\d{1,3}\.\d)$/.test(String(value))) {
      count(pass, 'key')
      return undefined
    }
    if (/version|build|release/i.test(key) && /^[\d.]+$/.test(String(value))) return value as Json
  }
  return cleanValue(value, depth, pass)
}
