import { byId } from '../dashboard/element.ts'
import { LANGUAGES } from './builtInWords.ts'
import type { Draft } from './draft.ts'
import { setLanguage } from './editConfig.ts'
import { selection } from './selection.ts'

/** Fields for the language that visitors get, and for the one that is being written. */
export function editLanguage(draft: Draft): void {
  const { config, language } = draft
  const others = [config.language, ...Object.keys(config.words ?? {})].filter(
    (tag): tag is string => tag !== undefined && !(tag in LANGUAGES),
  )
  const languages = { ...LANGUAGES, ...Object.fromEntries(others.map((tag) => [tag, tag])) }
  byId('language-fields').replaceChildren(
    selection({
      id: 'language',
      label: 'Language of the banner',
      of: { '': 'As the page and the visitor', ...languages },
      value: config.language ?? '',
      hint: 'As the page and the visitor: the language of your page, then those of the browser, then English.',
      onChange: (value) =>
        draft.change({ config: setLanguage(draft.config, value), language: value || draft.language }, true),
    }),
    selection({
      id: 'editing',
      label: 'Language that you write and see here',
      of: languages,
      value: language,
      onChange: (value) => draft.change({ language: value }, true),
    }),
  )
}
