import { make } from './make.ts'

/** One of a few, all of them to be seen at once. */
export interface ChoiceOptions {
  name: string
  legend: string
  /** value to what it is called */
  of: Readonly<Record<string, string>>
  value: string
  onChange: (value: string) => void
}

export function choice({ name, legend, of, value, onChange }: ChoiceOptions): HTMLElement {
  const options = Object.entries(of).map(([each, label]) => {
    const id = `${name}-${each}`
    const input = make('input', { type: 'radio', name, id, value: each, checked: each === value })
    input.addEventListener('change', () => onChange(each))
    return make('label', { htmlFor: id, className: `option ${name}-${each}` }, input, make('span', {}, label))
  })
  return make('fieldset', { className: 'choice' }, make('legend', {}, legend), ...options)
}
