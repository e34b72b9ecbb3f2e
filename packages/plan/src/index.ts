export { applyPlan, own, type PlannedDraft } from './applyPlan.ts'
export { AskfirstError } from './askfirstError.ts'
export { definePlan } from './definePlan.ts'
export type { EventName, EventProps, Plan, PlannedEvent, Treatment } from './plan.ts'
