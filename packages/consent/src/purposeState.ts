import type { PurposeState } from './consent.ts'

/** Whether the purpose is on, by the visitor's yes or by a region's rules. */
export function isOn(state: PurposeState | undefined): boolean {
  return state === 'granted' || state === 'default_on'
}

/** Whether the answer is a no, from wherever it comes: neither on nor still open. */
export function isOff(state: PurposeState | undefined): boolean {
  return !isOn(state) && state !== 'loading' && state !== 'undecided'
}
