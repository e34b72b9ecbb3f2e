import { AskfirstError } from './askfirstError.ts'
import type { Plan, PlannedEvent } from './plan.ts'

const TREATMENTS: readonly unknown[] = ['keep', 'drop', 'hash']

/**
 * Checks a plan and returns it.
 *
 * @throws AskfirstError `plan-invalid`, with the member at fault and the fix
 */
export function definePlan<const Events extends Record<string, PlannedEvent>>(
  plan: Plan<Events>,
): Plan<Events> {
  const { events, fields } = members('plan', plan ?? null, ['events', 'fields'])
  checkTreatments('fields', fields)
  for (const [name, event] of Object.entries(members('events', events))) {
    const { purpose, props } = members(`events.${name}`, event ?? null, ['purpose', 'props'])
    if (purpose !== undefined && (typeof purpose !== 'string' || !/^(?!necessary$)[\w.-]+$/.test(purpose)))
      refuse(`events.${name}.purpose`, `nothing is tracked under '${purpose}'; name another purpose`)
    checkTreatments(`events.${name}.props`, props)
  }
  return plan
}

function checkTreatments(where: string, treatments: unknown): void {
  for (const [field, treatment] of Object.entries(members(where, treatments)))
    if (!TREATMENTS.includes(treatment))
      refuse(`${where}.${field}`, `'${treatment}' is no treatment; write ${TREATMENTS.join(', ')}`)
}

/** The members of an object: none where it is left out, and no others than those `known`. */
function members(where: string, given: unknown = {}, known?: readonly string[]): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    refuse(where, `'${given}' is no object; write { … }`)
  for (const name of known ? Object.keys(given) : [])
    if (!known!.includes(name)) refuse(`${where}.${name}`, `is unknown here; write ${known!.join(', ')}`)
  return given as Record<string, unknown>
}

function refuse(member: string, fix: string): never {
  throw new AskfirstError('plan-invalid', `${member}: ${fix}`)
}
