export { applyPlan, type Hashed, own, type PlannedDraft, type PlannedFields } from './applyPlan.ts'
export { checkCompiled } from './checkCompiled.ts'
export type { FieldCode, Plan, PlannedEvent } from './compiledPlan.ts'
export { withBuiltIns } from './withBuiltIns.ts'
