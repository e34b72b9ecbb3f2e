import { cleanText, scrubOf } from './cleanText.ts'
import type { ScrubCounts, ScrubOptions } from './scrubOptions.ts'

/**
 * Free text without the personal data that the detectors know: each find is replaced by its type, such as
 * `[email]`. URLs, JSON, percent-encoding and base64 in the text are judged decoded. Cut at 64 kB. Never throws.
 *
 * @param counts is added to: finds by type
 */
export function scrubText(text: string, counts: ScrubCounts, options: ScrubOptions): string {
  return cleanText(text, scrubOf(counts, options))
}
