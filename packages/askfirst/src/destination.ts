import type { Format } from '@askfirst/formats'

/** Where events go: a collector's language, and what of the events it may see. */
export interface Destination {
  /** what its back-off, streams and rows are called by, letters, digits, `_` and `-`; default: the format's name */
  name?: string
  format: Format
  /** whose events it gets, and no others; default: all */
  purposes?: readonly string[]
  /** names of the properties that it sees, those of page views (`url`, `title`, `referrer`) too; default: all */
  fields?: readonly string[]
}
