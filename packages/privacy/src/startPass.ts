import { cleanText } from './cleanText.ts'
import { cleanUrl } from './cleanUrl.ts'
import { cleanValue } from './cleanValue.ts'
import type { Pass } from './pass.ts'
import type { ScrubCounts, ScrubOptions } from './scrubOptions.ts'

/** Ties the rules for text, URLs and values together for one input of at most 2,000 values. */
export function startPass(counts: ScrubCounts, options: ScrubOptions): Pass {
  const pass: Pass = {
    counts,
    options,
    nodes: 2_000,
    text: (text, depth) => cleanText(text, depth, pass),
    url: (url, depth) => cleanUrl(url, depth, pass),
    value: (value, depth) => cleanValue(value, depth, pass),
  }
  return pass
}
