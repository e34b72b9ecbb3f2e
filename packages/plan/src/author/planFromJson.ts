import type { DefinedPlan } from './definedPlan.ts'
import { definePlan } from './definePlan.ts'
import type { PlanDefinition } from './planDefinition.ts'

/**
 * The plan that JSON describes.
 *
 * @param json parsed JSON, of which nothing is known yet
 * @throws AskfirstError as `definePlan` does
 */
export function planFromJson(json: unknown): DefinedPlan {
  return definePlan(json as PlanDefinition)
}
