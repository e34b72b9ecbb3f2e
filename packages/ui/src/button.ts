import type { Make } from './makeElement.ts'

/** A button. Those that decide, by the name `decide`, look alike by construction; the others are visibly less. */
export function button(make: Make, id: string, name: string, text: string, act: () => void): HTMLButtonElement {
  const element = make('button', `button ${name}`, { type: 'button', id }, text)
  element.addEventListener('click', act)
  return element
}
