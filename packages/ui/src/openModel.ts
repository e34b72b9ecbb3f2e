import type { ConsentChoices } from '@askfirst/consent'
import type { ConsentConfig, Words } from '@askfirst/consent/config'
import { chooseLocale, LOCALES } from './chooseLocale.ts'
import { type ConsentModel, consentModel } from './consentModel.ts'
import type { Env } from './env.ts'
import { words as english } from './locales/en.ts'
import { nearestTag } from './nearestTag.ts'
import type { UiOptions } from './uiOptions.ts'

/** The words of a language, from a file of their own. */
export type LoadLocale = (locale: string) => Promise<{ words: Words }>

/**
 * The model in the visitor's language: at once where its words are there, else once they are loaded; in English where
 * that fails.
 *
 * @throws AskfirstError `purpose-text`, `privacy-url`: at once, whatever the language
 */
export function openModel(
  { window, document }: Env,
  load: LoadLocale,
  consent: ConsentChoices,
  config: Partial<ConsentConfig>,
  options: UiOptions,
): ConsentModel | Promise<ConsentModel> {
  const { location, navigator } = window
  const wanted = [options.locale, config.language, document.documentElement.lang, ...navigator.languages]
  const locale = chooseLocale(wanted, Object.keys(config.words ?? {}))
  const inWords = (words: Words, spoken = locale): ConsentModel =>
    consentModel(consent, config, words, spoken, options.hostName || location.hostname)
  const model = inWords(options.words ?? english)
  model.asked()
  const builtIn = nearestTag(LOCALES, locale)
  if (!builtIn || options.words) return model
  return load(builtIn).then(
    ({ words }) => inWords(words),
    () => inWords(english, 'en'),
  )
}
