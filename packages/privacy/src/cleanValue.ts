import { count, type Pass } from './pass.ts'
import { isPersonalKey } from './personalKey.ts'
import type { Json } from './scrubOptions.ts'

const DEPTH = 8

/** The rule for values: JSON of bounded size, or undefined for what has no place in it. */
export function cleanValue(value: unknown, depth: number, pass: Pass): Json | undefined {
  if (typeof value === 'string') return pass.text(value, 1)
  if (typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number' || typeof value === 'bigint') return cleanNumber(value, pass)
  if (typeof value !== 'object') return undefined
  if (depth > DEPTH) return drop(pass, 'deep')
  try {
    return cleanObject(value as Record<string, unknown>, depth + 1, pass)
  } catch {
    return drop(pass, 'unreadable')
  }
}

function drop(pass: Pass, reason: string): undefined {
  count(pass, reason)
  return undefined
}

function cleanNumber(value: number | bigint, pass: Pass): Json {
  if (typeof value === 'number' && (!Number.isFinite(value) || Math.abs(value) < 1e11))
    return Number.isFinite(value) ? value : null
  const text = String(value)
  const clean = pass.text(text, 9)
  return clean === text && typeof value === 'number' ? value : clean
}

function cleanObject(object: Record<string, unknown>, depth: number, pass: Pass): Json | undefined {
  if (typeof object['toJSON'] === 'function') return cleanValue(object['toJSON'](), depth, pass)
  if (Array.isArray(object)) {
    const list: Json[] = []
    for (let i = 0; i < object.length; i++) {
      if (pass.nodes-- < 1) {
        count(pass, 'deep')
        break
      }
      list.push(cleanValue(object[i], depth, pass) ?? null)
    }
    return list
  }
  const result: Record<string, Json> = {}
  for (const key of Object.keys(object)) {
    if (pass.nodes-- < 1) {
      count(pass, 'deep')
      break
    }
    if (/^(?:__proto__|constructor|prototype)$/.test(key)) continue
    try {
      const clean = cleanField(key, object[key], depth, pass)
      if (clean !== undefined) result[key] = clean
    } catch {
      count(pass, 'unreadable')
    }
  }
  return result
}

function cleanField(key: string, value: unknown, depth: number, pass: Pass): Json | undefined {
  if (value === undefined || pass.text(key, 1) !== key) return undefined
  if (typeof value !== 'boolean' && !pass.options.keys?.includes(key) && isPersonalKey(key))
    return drop(pass, 'key')
  return cleanValue(value, depth, pass)
}
