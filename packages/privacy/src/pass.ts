import type { Json, ScrubCounts, ScrubOptions } from './scrubOptions.ts'

/**
 * One scrubbing of one input. Text holds URLs and JSON, URLs hold text, JSON holds both: the three rules reach
 * each other through the pass, so that no file imports in a circle.
 */
export interface Pass {
  readonly counts: ScrubCounts
  readonly options: ScrubOptions
  /** values that may still be walked */
  nodes: number
  text(text: string, depth: number, pass: Pass): string
  url(url: string, depth: number, pass: Pass): string
  value(value: unknown, depth: number, pass: Pass): Json | undefined
}

/** Counts one removal and gives what stands in its place. */
export function count(pass: Pass, type: string): string {
  pass.counts[type] = (pass.counts[type] || 0) + 1
  return `[${type}]`
}
