/** One kind of personal data that can be told by how it looks. */
export interface Detector {
  /** what stands in its place, in square brackets, and is counted */
  type: string
  /** a cheap test: where it fails, `pattern` is not tried; without `g` */
  hint?: RegExp
  /**
   * Global and linear: bounded repetition, no two ways through one text. A first group is what announces the value
   * and stays; a pattern without one has no other.
   */
  pattern: RegExp
  /**
   * The validator.
   *
   * @param match without the first group
   * @param before the property key, a colon, and up to 40 characters of text that stand before it
   */
  accept?(match: string, before: string): boolean
}
