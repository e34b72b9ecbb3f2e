import type { ConsentSnapshot } from '@askfirst/consent'

/**
 * Whether the browser's opt-out signal is there and honoured: none of what it covers is on.
 *
 * @param covered purposes that the signal turns off; default: `marketing`
 */
export function signalStands(
  { signal, purposes }: ConsentSnapshot,
  covered: readonly string[] = ['marketing'],
): boolean {
  return signal && !covered.some((id) => purposes[id] === 'granted')
}
