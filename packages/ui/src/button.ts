import type { Make } from './makeElement.ts'

/** A button. Those that decide, with the part `decide`, look alike by construction; the others are visibly less. */
export function button(make: Make, id: string, part: string, text: string, act: () => void): HTMLButtonElement {
  const element = make(
    'button',
    { type: 'button', id, part: `button ${part}`, class: part === 'decide' ? '' : 'more' },
    text,
  )
  element.addEventListener('click', act)
  return element
}
