import { make } from './make.ts'

/** A text field with its label above and, where there is one, a hint below. */
export interface FieldOptions {
  id: string
  label: string
  value: string
  /** what visitors see while the field is empty */
  placeholder?: string
  hint?: string
  /** more than one line */
  isLong?: boolean
  type?: 'text' | 'number' | 'url'
  /** BCP 47, of what is written in it */
  lang?: string
  onInput: (value: string) => void
}

export function field(options: FieldOptions): HTMLElement {
  const { id, label, value, placeholder = '', hint, isLong, type = 'text', lang = '', onInput } = options
  const input = isLong
    ? make('textarea', { id, value, placeholder, rows: 2, lang, dir: 'auto' })
    : make('input', {
        id,
        value,
        placeholder,
        type: type === 'number' ? 'number' : 'text',
        lang,
        dir: 'auto',
      })
  if (type === 'number' && input instanceof HTMLInputElement) input.min = '1'
  if (type === 'url') input.inputMode = 'url'
  input.addEventListener('input', () => onInput(input.value.trim()))
  const made = make('p', { className: 'field' }, make('label', { htmlFor: id }, label), input)
  if (hint) {
    made.append(make('small', { id: `${id}-hint` }, hint))
    input.setAttribute('aria-describedby', `${id}-hint`)
  }
  return made
}
