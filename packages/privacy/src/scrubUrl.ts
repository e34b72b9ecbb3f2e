import { cleanUrl } from './cleanText.ts'
import { rulesOf } from './rules.ts'
import type { ScrubCounts, ScrubOptions } from './scrubOptions.ts'

/**
 * An absolute or relative URL without user-info, without click identifiers, and with host, path, parameters and
 * fragment scrubbed. Parameters are judged by name and value, unless `params` lists those that are allowed: then a
 * fragment stays only where it is a route (`#/…`, `#!…`).
 * What has a scheme and no `//`, such as `javascript:`, `data:`, `blob:`, `mailto:` and `tel:`, becomes its bare
 * scheme. Never throws, whatever the string is.
 *
 * @param counts is added to: `param` for each parameter, and finds by type
 */
export function scrubUrl(url: string, counts: ScrubCounts, options: ScrubOptions): string {
  const { pack, params } = options
  return cleanUrl(
    url,
    { counts, options, rules: rulesOf(pack), field: '' },
    params === 'judge' ? undefined : params,
  )
}
