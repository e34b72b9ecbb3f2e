/** The text of what a site's code has thrown or said, which may have none. */
export function textOf(value: unknown): string {
  try {
    return String(value)
  } catch {
    return typeof value
  }
}
