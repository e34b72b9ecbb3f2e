import { AskfirstError } from '../askfirstError.ts'
import type { DefinedPlan } from './definedPlan.ts'
import type { PlanJson } from './planJson.ts'

/**
 * The whole plan as JSON: `planFromJson` makes the same plan of it.
 *
 * @throws AskfirstError `plan-not-json` where fields have a Standard Schema, which is code and would be lost
 */
export function planToJson(plan: DefinedPlan): PlanJson {
  refuseChecks(plan)
  return JSON.parse(JSON.stringify(plan.source)) as PlanJson
}

export function refuseChecks({ passes }: DefinedPlan): void {
  if (passes)
    throw new AskfirstError(
      'plan-not-json',
      'fields with check(…) have code, which JSON cannot hold; give the page the plan itself, or write a pattern',
    )
}
