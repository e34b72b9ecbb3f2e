/** The receipts in a stored text, the oldest first and unchecked; none where it is something else. */
export function receiptsIn(text: string | null): unknown[] {
  try {
    // What is no list has no `flat`, and throws.
    return (JSON.parse(text!) as unknown[]).flat(0)
  } catch {
    return []
  }
}
