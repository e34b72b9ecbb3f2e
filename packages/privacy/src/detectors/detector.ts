/** One kind of personal data that can be told by its value alone. */
export interface Detector {
  /** what replaces a find, in brackets, and what it is counted under */
  readonly type: string
  /** cheap test that must hold before the pattern is tried */
  readonly hint?: RegExp
  /** global; linear: a start that can't be reached from inside a run, or bounded repetition */
  readonly pattern: RegExp
  /** the checksum, range or context that makes a match a find */
  readonly valid?: (match: string) => boolean
}
