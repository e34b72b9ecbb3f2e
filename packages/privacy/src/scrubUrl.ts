import { cleanUrl, scrubOf } from './cleanText.ts'
import type { ScrubCounts, ScrubOptions } from './scrubOptions.ts'

/**
 * An absolute or relative URL without user-info, without click identifiers, and with host, path, parameters and
 * fragment scrubbed. Parameters are judged by name and value, unless `params` lists those that are allowed: then a
 * fragment stays only where it is a route (`#/…`, `#!…`). Cut at 9,000 characters, about what servers take. What has a
 * scheme and no `//`, such as `javascript:`, `data:`, `blob:`, `mailto:` and `tel:`, becomes its bare scheme. Never throws, whatever the string is.
 *
 * @param counts is added to: `param` for each parameter, and finds by type
 */
export function scrubUrl(url: string, counts: ScrubCounts, options: ScrubOptions): string {
  const { params } = options
  return cleanUrl(url, scrubOf(counts, options), params === 'judge' ? undefined : params)
}
