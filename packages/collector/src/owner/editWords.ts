import { WORD_KEYS } from '@askfirst/consent/config'
import { byId } from '../dashboard/element.ts'
import { builtInWords } from './builtInWords.ts'
import type { Draft } from './draft.ts'
import { setWord } from './editConfig.ts'
import { field } from './field.ts'
import { make } from './make.ts'

const LONG = 60

/** Headings, the first of them open, and the keys under each. Purposes have fields of their own. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'In the banner': ['title', 'lead', 'outcome', 'accept', 'reject', 'choose', 'privacy', 'announcement'],
  'When visitors are asked again': ['newPurposes', 'changedPurposes', 'expired'],
  'In the preference centre': [
    'centreTitle',
    'centreLead',
    'save',
    'close',
    'on',
    'off',
    'data',
    'recipients',
    'retention',
  ],
  'About the opt-out signal of a browser': ['signalHonoured', 'signalConflict', 'signalOverride'],
}

const NAMES: Readonly<Record<string, string>> = {
  title: 'Title',
  lead: 'Before the list of purposes',
  outcome: 'What a no means',
  accept: 'Button for yes',
  reject: 'Button for no',
  choose: 'Button that opens the choices',
  privacy: 'Link to the privacy notice',
  announcement: 'Read aloud to those who do not see it',
}

/** Fields for every word in the language that is being written. */
export function editWords(draft: Draft): void {
  const known = Object.values(GROUPS).flat()
  const others = WORD_KEYS.filter((key) => !known.includes(key) && !key.includes('.'))
  const before = [...byId('words').querySelectorAll('details')].map(({ open }) => open)
  const groups = Object.entries({ ...GROUPS, 'After a choice': others }).map(([heading, keys], index) =>
    make(
      'details',
      { open: before[index] ?? index === 0, className: 'group' },
      make('summary', {}, heading),
      ...keys.map((key) => wordField(draft, key)),
    ),
  )
  byId('words').replaceChildren(...groups)
}

function wordField(draft: Draft, key: string): HTMLElement {
  const { config, language } = draft
  const builtIn = (builtInWords(language) as Readonly<Record<string, string>>)[key] ?? ''
  const own = config.words?.[language] as Readonly<Record<string, string>> | undefined
  return field({
    id: `word-${key}`,
    label: NAMES[key] ?? spoken(key),
    value: own?.[key] ?? '',
    placeholder: builtIn,
    isLong: builtIn.length > LONG,
    lang: language,
    onInput: (value) => draft.change({ config: setWord(draft.config, draft.language, key, value) }),
  })
}

/** `centreTitle` as `Centre title`. */
function spoken(key: string): string {
  const words = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
