import { nearestTag } from '@askfirst/consent/config'

/** Languages with words of their own besides English, which is built in. */
export const LOCALES = ['ar', 'de', 'es', 'fr', 'he', 'it', 'pt'] as const

/**
 * The language to speak: the first that is wanted and that there are words for, English where there is none.
 *
 * @param wanted BCP 47, the most wanted first
 * @param own languages that the site has words of its own for
 */
export function chooseLocale(wanted: readonly (string | undefined)[], own: readonly string[]): string {
  for (const locale of wanted) {
    const found = locale && nearestTag([...own, 'en', ...LOCALES], locale)
    if (found) return found
  }
  return 'en'
}
