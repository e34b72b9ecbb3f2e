import type { ReceiptLayout, ReceiptMethod } from '@askfirst/consent/receipt'

/** What was on the screen when the visitor chose, and how they chose: the receipt's evidence. */
export interface Shown {
  method: ReceiptMethod
  layout: ReceiptLayout
  /** every word that was to be seen, by a name of its own */
  words: Readonly<Record<string, string>>
  /** the buttons' ids, in the order shown */
  buttonOrder: readonly string[]
}

/** What a shadow root shows now; what is hidden is left out. */
export function shownIn(root: ShadowRoot, method: ReceiptMethod, layout: ReceiptLayout): Shown {
  const seen = [...root.querySelectorAll<HTMLElement>('h2,p,li,label,button')].filter(({ hidden }) => !hidden)
  return {
    method,
    layout,
    words: Object.fromEntries(seen.map((element, i) => [element.localName + i, element.textContent])),
    buttonOrder: seen.filter(({ localName }) => localName === 'button').map(({ id }) => id),
  }
}
