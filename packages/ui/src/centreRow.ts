import type { Decision, Purpose } from '@askfirst/consent'
import type { ConsentModel, PurposeModel } from './consentModel.ts'
import type { Make } from './makeElement.ts'

/** One purpose in the centre: its switch, and what it would decide. */
export interface CentreRow {
  element: HTMLElement
  /** takes over what has been decided meanwhile, here or in another tab, unless the visitor has touched the switch */
  update(): void
  /** forgets that the switch was touched, unless the choice is still open */
  settle(open: boolean): void
  /** what saving would decide: nothing about what only the region's rules or the browser's signal have decided */
  decision(): Record<Purpose, Decision>
  /** whether saving would end what is on */
  takesBack(): boolean
  /** whether saving would go against the browser's opt-out signal */
  overrides(): boolean
  /** whether a yes among the decisions did not stand, because of the browser's opt-out signal */
  overruled(decisions: Readonly<Record<Purpose, Decision>>): boolean
}

/** Makes the row of a purpose; `change` is called when the visitor has moved its switch. */
export function centreRow(
  make: Make,
  model: ConsentModel,
  id: Purpose,
  index: number,
  change: () => void,
): CentreRow {
  const { say } = model
  const now = (): PurposeModel => model.purposes().find((purpose) => purpose.id === id)!
  let touched = false
  const { label, reason, benefit, details } = now()
  const state = make('span', 'state', {})
  const toggle = make('input', 'toggle', {
    type: 'checkbox',
    role: 'switch',
    'aria-labelledby': `label${index}`,
    'aria-describedby': `about${index} conflict${index}`,
  })
  toggle.addEventListener('change', () => {
    touched = true
    change()
  })
  const conflict = make('p', 'note conflict', { id: `conflict${index}`, role: 'status' })
  const about = [reason, benefit, ...details].filter(Boolean).map((sentence) => make('p', '', {}, sentence))
  const element = make(
    'div',
    'purpose',
    {},
    make('label', 'label', {}, make('span', '', { id: `label${index}` }, label), state, toggle),
    make('div', '', { id: `about${index}` }, ...about),
    conflict,
  )
  const overrides = (): boolean => toggle.checked && now().state === 'signal_denied'
  return {
    element,
    update: () => {
      const { on, state: held } = now()
      if (!touched) toggle.checked = on
      toggle.disabled = held === 'blocked'
      state.textContent = say(toggle.checked ? 'on' : 'off')
      conflict.hidden = !overrides()
      conflict.textContent = conflict.hidden ? '' : say('signalConflict')
    },
    settle: (open) => {
      touched = open
    },
    decision: () =>
      !touched && /^(signal_denied|default_on|exempt|blocked)$/.test(now().state)
        ? {}
        : { [id]: toggle.checked ? 'granted' : 'denied' },
    takesBack: () => now().on && !toggle.checked,
    overrides,
    overruled: (decisions) => decisions[id] === 'granted' && now().state === 'signal_denied',
  }
}
