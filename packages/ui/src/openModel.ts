import type { ConsentChoices } from '@askfirst/consent'
import { type ConsentConfig, nearestTag, type Words } from '@askfirst/consent/config'
import { chooseLocale, LOCALES } from './chooseLocale.ts'
import type { ConsentModel } from './consentModel.ts'
import { createModel } from './createModel.ts'
import type { Env } from './env.ts'
import { words as english } from './locales/en.ts'
import type { ReceiptFile } from './receiptFile.ts'
import type { ModelOptions } from './uiOptions.ts'

/** What a build loads when it is needed, each from a file of its own, in a way of its own. */
export interface Files {
  words(locale: string): Promise<Words>
  receipts(): Promise<ReceiptFile>
}

/**
 * The model in the visitor's language: at once where its words are there, else once they are loaded; in English where
 * that fails.
 *
 * @throws AskfirstError `purpose-text`, `privacy-url`: at once, whatever the language
 */
export function openModel(
  { window, document }: Env,
  files: Files,
  consent: ConsentChoices,
  config: Partial<ConsentConfig>,
  options: ModelOptions,
): ConsentModel | Promise<ConsentModel> {
  const { location, navigator } = window
  const wanted = [options.locale, config.language, document.documentElement.lang, ...navigator.languages]
  const locale = chooseLocale(wanted, Object.keys(config.words ?? {}))
  const site = options.hostName || location.hostname
  const receipts = options.receipts === false ? Promise.resolve(null) : files.receipts().catch(() => null)
  const inWords = (words: Words, spoken = locale): ConsentModel =>
    createModel({ consent, config, options, words, locale: spoken, site, receipts })
  const model = inWords(options.words ?? english)
  model.purposes()
  const builtIn = nearestTag(LOCALES, locale)
  if (!builtIn || options.words) return model
  return files.words(builtIn).then(
    (words) => inWords(words),
    () => inWords(english, 'en'),
  )
}
