import type { SeqRange } from '@askfirst/formats'

/** PostgreSQL's text of an int4multirange: `[[1, 3]]` becomes `{[1,4)}`. Overlaps and order don't matter. */
export function multirange(ranges: readonly SeqRange[]): string {
  return `{${ranges.map(([first, last]) => `[${first},${last + 1})`).join(',')}}`
}
