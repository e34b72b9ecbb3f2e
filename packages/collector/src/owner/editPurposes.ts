import { KNOWN_PURPOSES, type PurposeConfig } from '@askfirst/consent/config'
import { byId } from '../dashboard/element.ts'
import { builtInWords } from './builtInWords.ts'
import type { Draft } from './draft.ts'
import { addPurpose, movePurpose, ownText, removePurpose, setPurpose, setText } from './editConfig.ts'
import { field } from './field.ts'
import { make } from './make.ts'

const TEXTS = {
  label: ['Name', 'A few words.'],
  reason: ['What is done', 'One plain sentence. A new one asks visitors again.'],
  benefit: ['What the visitor gets for a yes', ''],
} as const

/** Fields for what visitors are asked for, in this order. */
export function editPurposes(draft: Draft): void {
  const { purposes } = draft.config
  const open = [...byId('purposes').querySelectorAll<HTMLElement>('details[open]')].map(({ id }) => id)
  byId('purposes').replaceChildren(
    ...purposes.map((purpose, index) => {
      const isOpen = purposes.length === 1 || open.includes(`purpose-${purpose.id}`)
      return purposeFields(draft, purpose, index, isOpen)
    }),
    addFields(draft),
  )
}

function purposeFields(draft: Draft, purpose: PurposeConfig, index: number, open: boolean): HTMLElement {
  const { id, retentionDays } = purpose
  const set = <Name extends keyof PurposeConfig>(name: Name, value: PurposeConfig[Name] | undefined): void =>
    draft.change({ config: setPurpose(draft.config, index, name, value) })
  return make(
    'details',
    { className: 'group purpose', id: `purpose-${id}`, open },
    make('summary', {}, id),
    orderButtons(draft, id, index),
    ...(['label', 'reason', 'benefit'] as const).map((part) => textField(draft, purpose, index, part)),
    listField(`purpose-${id}-data`, 'Which data', 'page address, time', purpose.data, (items) =>
      set('data', items),
    ),
    listField(`purpose-${id}-recipients`, 'Who else sees it', 'nobody', purpose.recipients, (items) =>
      set('recipients', items),
    ),
    field({
      id: `purpose-${id}-retention`,
      label: 'Kept for how many days',
      value: retentionDays === undefined ? '' : String(retentionDays),
      type: 'number',
      onInput: (value) => set('retentionDays', value ? Number(value) : undefined),
    }),
  )
}

function textField(
  draft: Draft,
  purpose: PurposeConfig,
  index: number,
  part: keyof typeof TEXTS,
): HTMLElement {
  const [label, hint] = TEXTS[part]
  const { language } = draft
  const main = draft.config.language ?? 'en'
  const builtIn = builtInWords(language) as Readonly<Record<string, string>>
  const elsewhere = typeof purpose[part] === 'string' ? purpose[part] : Object.values(purpose[part] ?? {})[0]
  return field({
    id: `purpose-${purpose.id}-${part}`,
    label,
    value: ownText(purpose[part], language, main),
    placeholder: elsewhere ?? builtIn[`${purpose.id}.${part}`] ?? '',
    hint,
    isLong: part !== 'label',
    lang: language,
    onInput: (value) => {
      // Of the draft as it is now: the other fields have changed it since these were drawn.
      const before = draft.config.purposes[index]?.[part]
      const text = setText(before, draft.language, draft.config.language ?? 'en', value)
      draft.change({ config: setPurpose(draft.config, index, part, text) })
    },
  })
}

function listField(
  id: string,
  label: string,
  placeholder: string,
  items: readonly string[] = [],
  onItems: (items: string[] | undefined) => void,
): HTMLElement {
  return field({
    id,
    label,
    value: items.join(', '),
    placeholder,
    hint: 'Commas between them. A change asks visitors again.',
    onInput: (value) => {
      const named = value
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean)
      onItems(named.length ? named : undefined)
    },
  })
}

function orderButtons(draft: Draft, id: string, index: number): HTMLElement {
  const last = draft.config.purposes.length - 1
  const button = (
    name: string,
    text: string,
    disabled: boolean,
    act: () => typeof draft.config,
  ): HTMLElement => {
    const made = make('button', { type: 'button', id: `purpose-${id}-${name}`, disabled }, text)
    made.setAttribute('aria-label', `${text} ${id}`)
    made.addEventListener('click', () => {
      draft.change({ config: act() }, true)
      // The button that was pressed has been drawn anew, or is gone.
      const again = document.getElementById(made.id) as HTMLButtonElement | null
      if (again && !again.disabled) again.focus()
      else byId('add-purpose').focus()
    })
    return made
  }
  return make(
    'p',
    { className: 'buttons' },
    button('up', 'Up', index === 0, () => movePurpose(draft.config, index, -1)),
    button('down', 'Down', index === last, () => movePurpose(draft.config, index, 1)),
    button('remove', 'Remove', last === 0, () => removePurpose(draft.config, index)),
  )
}

function addFields(draft: Draft): HTMLElement {
  const offered = draft.config.purposes.map(({ id }) => id)
  const input = make('input', { id: 'add-purpose', autocomplete: 'off', spellcheck: false, maxLength: 40 })
  input.setAttribute('list', 'known-purposes')
  input.setAttribute('aria-describedby', 'add-purpose-hint')
  const known = KNOWN_PURPOSES.filter((id) => !offered.includes(id))
  const form = make(
    'form',
    { className: 'add', id: 'add-purpose-form' },
    make('label', { htmlFor: 'add-purpose' }, 'Another purpose'),
    input,
    make('button', { type: 'submit' }, 'Add'),
    make('datalist', { id: 'known-purposes' }, ...known.map((value) => make('option', { value }))),
    make(
      'small',
      { id: 'add-purpose-hint' },
      `${known.length ? `With words in every language: ${known.join(', ')}. ` : ''}For another one write its words yourself.`,
    ),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const id = input.value.trim()
    if (!id || offered.includes(id)) return
    draft.change({ config: addPurpose(draft.config, id) }, true)
    byId<HTMLDetailsElement>(`purpose-${id}`).open = true
    byId(`purpose-${id}-label`).focus()
  })
  return form
}
