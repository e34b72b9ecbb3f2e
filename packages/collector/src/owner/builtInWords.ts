import type { Words } from '@askfirst/consent/config'
import { words as en } from '@askfirst/ui/locales/en'

/** The languages that the banner speaks by itself, each by its own name. */
export const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  it: 'Italiano',
  pt: 'Português',
  ar: 'العربية',
  he: 'עברית',
}

const WORDS: Readonly<Record<string, Words>> = { en }

/** What the banner says in a language (BCP 47) where its owner says nothing; English where it has no such language. */
export function builtInWords(language: string): Words {
  return WORDS[language] ?? WORDS[language.split('-')[0]!] ?? en
}
