import { runPass } from './runPass.ts'
import type { ScrubCounts, ScrubOptions } from './scrubOptions.ts'

/**
 * An absolute or relative URL without user-info, without query parameters that are not allowed, without a
 * fragment unless it is a route (`#/…`, `#!…`), and with host, path and kept values scrubbed like text.
 * `javascript:`, `data:`, `blob:`, `file:`, `mailto:`, `tel:` and `sms:` URLs become their bare scheme.
 * Never throws, whatever the string is.
 *
 * @param counts is added to: `param`, `fragment`, `password`, `url`, and finds by type
 */
export function scrubUrl(url: string, counts: ScrubCounts, options: ScrubOptions): string {
  return runPass('url', url, counts, options)
}
