import type { ConfigComparison } from '@askfirst/consent/config'

type Class = ConfigComparison['class']

const CLASSES: Readonly<Record<Class, string>> = {
  none: 'No change',
  cosmetic: 'Cosmetic',
  material: 'Material',
  breaking: 'Breaking',
}

const FIELDS: Readonly<Record<string, string>> = {
  'banner.show': 'banner on or off',
  'banner.layout': 'layout',
  'banner.position': 'position',
  'banner.theme': 'theme',
  'controller.name': 'who asks',
  'controller.contact': 'contact',
  'controller.privacyUrl': 'privacy notice',
  language: 'language',
  purposes: 'order of the purposes',
}

/** The class in a word. */
export function sayClass(of: string): string {
  return CLASSES[of as Class] ?? of
}

/** Who is asked again. */
export function sayAsked(of: string, purposes: readonly string[]): string {
  if (of === 'none') return 'Nothing has changed.'
  if (of === 'breaking') return 'Everybody is asked again, about everything.'
  if (of === 'material')
    return `Visitors are asked again about ${listOf(purposes)}. Until they answer, nothing more is collected for it.`
  return 'Nobody is asked again.'
}

/** What has moved, such as `layout` or `measurement: recipients`. */
export function sayPath(path: string): string {
  const known = FIELDS[path]
  if (known) return known
  const [head, first, ...rest] = path.split('.')
  if (head === 'purposes') return rest.length ? `${first}: ${rest.join(', ')}` : `purpose ${first}`
  if (head === 'words') return `words in ${first}: ${rest.join('.')}`
  return path
}

function listOf(purposes: readonly string[]): string {
  return new Intl.ListFormat('en').format(purposes)
}
