import { make } from './make.ts'

/** One of many. */
export interface SelectionOptions {
  id: string
  label: string
  /** value to what it is called */
  of: Readonly<Record<string, string>>
  value: string
  hint?: string
  onChange: (value: string) => void
}

export function selection({ id, label, of, value, hint, onChange }: SelectionOptions): HTMLElement {
  const options = Object.entries(of).map(([each, name]) => make('option', { value: each }, name))
  const select = make('select', { id }, ...options)
  select.value = value
  select.addEventListener('change', () => onChange(select.value))
  const made = make('p', { className: 'field' }, make('label', { htmlFor: id }, label), select)
  if (hint) {
    made.append(make('small', { id: `${id}-hint` }, hint))
    select.setAttribute('aria-describedby', `${id}-hint`)
  }
  return made
}
