/** The tag that serves a language best (BCP 47, by leaving subtags off, RFC 4647 section 3.4), undefined if none does. */
export function nearestTag(tags: readonly string[], locale: string): string | undefined {
  for (let range = canonical(locale); range; range = range.replace(/-?[^-]*$/, '')) {
    const found = tags.find((tag) => canonical(tag) === range)
    if (found) return found
  }
  return undefined
}

/** In one spelling, and old names by their new ones: `iw` is `he`. Empty where it is no language tag. */
function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? ''
  } catch {
    return ''
  }
}
