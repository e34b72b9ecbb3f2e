import type { Words } from '@askfirst/consent/config'
import { words as ar } from '@askfirst/ui/locales/ar'
import { words as de } from '@askfirst/ui/locales/de'
import { words as en } from '@askfirst/ui/locales/en'
import { words as es } from '@askfirst/ui/locales/es'
import { words as fr } from '@askfirst/ui/locales/fr'
import { words as he } from '@askfirst/ui/locales/he'
import { words as it } from '@askfirst/ui/locales/it'
import { words as pt } from '@askfirst/ui/locales/pt'

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

const WORDS: Readonly<Record<string, Words>> = { ar, de, en, es, fr, he, it, pt }

/** What the banner says in a language (BCP 47) where its owner says nothing; English where it has no such language. */
export function builtInWords(language: string): Words {
  return WORDS[language] ?? WORDS[language.split('-')[0]!] ?? en
}
