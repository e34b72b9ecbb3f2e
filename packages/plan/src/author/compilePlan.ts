import type { Plan } from '../apply/compiledPlan.ts'
import type { DefinedPlan } from './definedPlan.ts'
import { refuseChecks } from './planToJson.ts'

/** The part of a plan that a page loads. It is plain JSON: no reasons, no categories, no retention, no compiler. */
export type CompiledPlan = Omit<Plan, 'passes'>

/**
 * @throws AskfirstError `plan-not-json` where fields have a Standard Schema, which is code and would be lost
 */
export function compilePlan(plan: DefinedPlan): CompiledPlan {
  refuseChecks(plan)
  return JSON.parse(JSON.stringify(plan)) as CompiledPlan
}
