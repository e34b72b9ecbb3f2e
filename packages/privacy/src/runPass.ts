import { cleanText } from './cleanText.ts'
import { cleanUrl } from './cleanUrl.ts'
import { cleanValue } from './cleanValue.ts'
import type { Pass } from './pass.ts'
import type { ScrubCounts, ScrubOptions } from './scrubOptions.ts'

/** Ties the rules for text, URLs and values together and puts one input of at most 1,000 values through `rule`. */
export function runPass<Out>(
  rule: 'text' | 'url' | 'value',
  input: unknown,
  counts: ScrubCounts,
  options: ScrubOptions,
): Out {
  const pass: Pass = { counts, options, nodes: 1_000, text: cleanText, url: cleanUrl, value: cleanValue }
  return pass[rule](input as string, 0, pass) as Out
}
