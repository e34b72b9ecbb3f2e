import { cleanUrl } from './cleanText.ts'
import type { ScrubCounts, ScrubOptions } from './scrubOptions.ts'

/**
 * An absolute or relative URL without user-info, without query parameters that are not allowed, without a
 * fragment unless it is a route (`#/…`, `#!…`), and with host, path and kept values scrubbed like text.
 * What has a scheme and no `//`, such as `javascript:`, `data:`, `blob:`, `mailto:` and `tel:`, becomes its bare
 * scheme. Never throws, whatever the string is.
 *
 * @param counts is added to: `param` for each parameter, and finds by type
 */
export function scrubUrl(url: string, counts: ScrubCounts, options: ScrubOptions): string {
  return cleanUrl(url, counts, options)
}
