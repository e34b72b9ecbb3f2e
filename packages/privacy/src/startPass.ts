import { cleanText } from './cleanText.ts'
import { cleanUrl } from './cleanUrl.ts'
import { cleanValue } from './cleanValue.ts'
import type { Pass } from './pass.ts'
import type { ScrubCounts, ScrubOptions } from './scrubOptions.ts'

/** Ties the rules for text, URLs and values together for one input of at most 2,000 values. */
export function startPass(counts: ScrubCounts, options: ScrubOptions): Pass {
  return { counts, options, nodes: 2_000, text: cleanText, url: cleanUrl, value: cleanValue }
}
