export { applyPlan, type Hashed, own, type PlannedDraft, type PlannedFields } from './apply/applyPlan.ts'
export { checkCompiled } from './apply/checkCompiled.ts'
export type { FieldCode, Plan, PlannedEvent } from './apply/compiledPlan.ts'
export { withBuiltIns } from './apply/withBuiltIns.ts'
export { AskfirstError } from './askfirstError.ts'
export { CATEGORIES, type Category, specialSource } from './author/categories.ts'
export { type CompiledPlan, compilePlan } from './author/compilePlan.ts'
export { DURATION, type Duration, daysOf } from './author/daysOf.ts'
export type { DefinedPlan, EventName, EventProps, InferProps, TrackArguments } from './author/definedPlan.ts'
export { definePlan } from './author/definePlan.ts'
export { event } from './author/event.ts'
export type { Field } from './author/field.ts'
export { boolean, date, geo, list, number, oneOf, string, text, url } from './author/fields.ts'
export { type FieldView, fieldViews } from './author/fieldViews.ts'
export type { EventDefinition, FieldDefinition, PlanDefinition } from './author/planDefinition.ts'
export { planFromJson } from './author/planFromJson.ts'
export type {
  EventJson,
  FieldJson,
  FieldSpec,
  FieldType,
  Geo,
  PlanJson,
  Treatment,
} from './author/planJson.ts'
export { planToJson } from './author/planToJson.ts'
export type { StandardSchema } from './author/standardSchema.ts'
