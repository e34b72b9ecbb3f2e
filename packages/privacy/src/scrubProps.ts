import { cleanText, cleanUrl, remove, scrubOf } from './cleanText.ts'
import { isPersonal } from './isPersonal.ts'
import type { Json, Props, ScrubCounts, ScrubOptions } from './scrubOptions.ts'

/**
 * A plain JSON copy of `props` without fields whose key names personal data, and with every string, key and large
 * number left put through the detectors, `url` and `referrer` through the rule for URLs. The input is not changed.
 * NaN and Infinity stay, which JSON writes as null. Never throws: what can't be read is dropped.
 *
 * @param counts is added to: `key`, `deep`, `long`, `unreadable`, and finds by type
 */
export function scrubProps(
  props: Readonly<Record<string, unknown>>,
  counts: ScrubCounts,
  options: ScrubOptions,
): Props {
  let left = 1_000
  const { pack, params = [], keys } = options
  const list = params === 'judge' ? undefined : params
  const scrub = scrubOf(counts, options)

  /** What `holder` has under `key` as JSON of bounded size, or undefined for what has no place in it. */
  function copy(
    holder: Record<string, unknown>,
    key: string,
    depth: number,
    parent: string,
  ): Json | undefined {
    try {
      const field = holder[key] as { toJSON?: () => unknown } | null | undefined
      const value = field?.toJSON ? field.toJSON() : field
      const kind = typeof value
      if (depth > 8 || left-- < 1) return void remove(scrub, 'deep')
      // `__proto__`, `constructor` and what else every object has; and keys that are a find themselves.
      if (kind === 'function' || key in {} || (/\d{3}|\W|.{25}/.test(key) && cleanText(key, scrub) !== key))
        return undefined
      const name = Array.isArray(holder) ? parent : key
      scrub.field = name
      const plain = kind === 'object' ? (value ? kind : '') : `${value as string}`
      const label = name === key ? `${parent}-${key}` : name
      if (
        !keys?.includes(key) &&
        (isPersonal(label, plain, scrub.rules) ||
          pack?.beside(holder, key, plain).some((one) => isPersonal(one, plain, scrub.rules))) &&
        remove(scrub, 'key')
      )
        return undefined
      if (kind !== 'object' || !value) {
        if (!plain) return value as Json
        const clean = /^(url|referrer)$/.test(key) ? cleanUrl(plain, scrub, list) : cleanText(plain, scrub)
        return clean === plain && kind !== 'bigint' ? (value as Json | undefined) : clean
      }
      const result: Record<string, Json> = {}
      for (const own of Object.keys(value)) {
        const clean = copy(value as Record<string, unknown>, own, depth + 1, name)
        if (clean !== undefined) result[own] = clean
      }
      // A list closes up round what was dropped, and round the gaps of a sparse one.
      return Array.isArray(value) ? Object.values(result) : result
    } catch {
      return void remove(scrub, 'unreadable')
    }
  }

  return (copy({ props }, 'props', 0, '') as Props | undefined) ?? {}
}
