/**
 * The tag that serves a language best (BCP 47): as asked for, else with its last subtags left off one after the other
 * (RFC 4647, lookup), else another form of the same language, the first of them; empty if none is of that language.
 */
export function nearestTag(tags: readonly string[], locale: string): string {
  const wanted = spelled(locale)
  const near = (tag: string): number => {
    const own = spelled(tag)
    return wanted.startsWith(own) ? own.length : +wanted.startsWith(own.replace(/-.*/, '-'))
  }
  return tags.reduce((nearest, tag) => (near(tag) > near(nearest) ? tag : nearest), '')
}

/** In one spelling with a hyphen behind, and old names by their new ones: `IW` is `he-`. Empty where it is no tag. */
function spelled(tag: string): string {
  try {
    return `${new Intl.Locale(tag)}-`
  } catch {
    return ''
  }
}
