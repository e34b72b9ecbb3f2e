import { AskfirstError } from './askfirstError.ts'
import type { Plan, PlannedEvent } from './plan.ts'

const TREATMENTS = ['keep', 'drop', 'hash']

/**
 * Checks a plan and returns it.
 *
 * @throws AskfirstError `plan-invalid`, with the member at fault and the fix
 */
export function definePlan<const Events extends Record<string, PlannedEvent>>(
  plan: Plan<Events>,
): Plan<Events> {
  checkTreatments('fields', plan.fields)
  for (const [name, event] of Object.entries(plan.events ?? {})) {
    if (event.purpose === 'necessary')
      throw new AskfirstError(
        'plan-invalid',
        `events.${name}.purpose: nothing is tracked under 'necessary'; name another purpose`,
      )
    checkTreatments(`events.${name}.props`, event.props)
  }
  return plan
}

function checkTreatments(where: string, treatments: Readonly<Record<string, string>> = {}): void {
  for (const [field, treatment] of Object.entries(treatments))
    if (!TREATMENTS.includes(treatment))
      throw new AskfirstError(
        'plan-invalid',
        `${where}.${field}: '${treatment}' is no treatment; write ${TREATMENTS.join(', ')}`,
      )
}
