import { cleanText, cleanUrl, count } from './cleanText.ts'
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

  /** What `holder` has under `key` as JSON of bounded size, or undefined for what has no place in it. */
  function copy(holder: Record<string, unknown>, key: string, depth: number): Json | undefined {
    try {
      const field = holder[key] as { toJSON?: () => unknown } | null | undefined
      const value = field?.toJSON ? field.toJSON() : field
      const kind = typeof value
      // `__proto__`, `constructor` and what else every object has; and keys that are a find themselves.
      if (kind === 'function' || key in {} || cleanText(key, counts, options) !== key) return undefined
      // A list of form fields names the data beside the value.
      const label = key === 'value' && holder['field']
      if (
        value != null &&
        isPersonal(typeof label === 'string' ? label : key) &&
        !options.keys?.includes(key) &&
        // Flags, small counts and coordinates of one decimal name nobody.
        (kind === 'object' || !/^(true|false|-?(\d\d?|\d+\.\d))$/.test(value as string))
      )
        return void count(counts, 'key')
      if (depth > 8 || left-- < 1) return void count(counts, 'deep')
      if (kind !== 'object' || !value) {
        const plain = `${value as string}`
        const clean = (/^(url|referrer)$/.test(key) ? cleanUrl : cleanText)(plain, counts, options)
        return clean === plain && kind !== 'bigint' ? (value as Json | undefined) : clean
      }
      const result: Record<string, Json> = {}
      for (const inner of Object.keys(value)) {
        const clean = copy(value as Record<string, unknown>, inner, depth + 1)
        if (clean !== undefined) result[inner] = clean
      }
      // A list closes up round what was dropped, and round the gaps of a sparse one.
      return Array.isArray(value) ? Object.values(result) : result
    } catch {
      return void count(counts, 'unreadable')
    }
  }

  return (copy({ props }, 'props', 0) as Props | undefined) ?? {}
}
