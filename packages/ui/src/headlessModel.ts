import type { ConsentChoices } from '@askfirst/consent'
import type { ConsentConfig } from '@askfirst/consent/config'
import type { ConsentModel } from './consentModel.ts'
import { createModel } from './createModel.ts'
import { browserEnv } from './env.ts'
import { words as english } from './locales/en.ts'
import { npmFiles } from './npmFiles.ts'
import { openModel } from './openModel.ts'
import type { ModelOptions } from './uiOptions.ts'

/**
 * What a banner and a centre of your own need: the words in the visitor's language, the purposes with their states, and
 * the decisions. Draws nothing. Where there is no document the language is `options.locale` and its words those given,
 * or English.
 *
 * @throws AskfirstError (as a rejection) `purpose-text`, `privacy-url`
 */
export async function consentModel(
  consent: ConsentChoices,
  config: Partial<ConsentConfig> = {},
  options: ModelOptions = {},
): Promise<ConsentModel> {
  const env = browserEnv()
  if (env) return openModel(env, npmFiles, consent, config, options)
  const { words = english, locale = 'en', hostName = '' } = options
  return createModel({
    consent,
    config,
    options,
    words,
    locale: options.words ? locale : 'en',
    site: hostName,
    receipts: Promise.resolve(null),
  })
}
