import { own } from '../apply/applyPlan.ts'
import { type Category, specialSource } from './categories.ts'
import type { Duration } from './daysOf.ts'
import type { FieldJson, FieldSpec, FieldType, PlanJson, Treatment } from './planJson.ts'

/** A field with everything that holds for it: its own words, then those of its event, then the defaults. */
export interface FieldView {
  /** undefined: in every event that says nothing else */
  event: string | undefined
  field: string
  /** `any` where the plan says nothing of the value */
  type: FieldType | 'any'
  treatment: Treatment
  category: Category
  /** the law that makes the category special, if any */
  special: string | undefined
  purpose: string
  /** purpose of its own: it leaves apart from the event */
  ownPurpose: boolean
  why: string | undefined
  retention: Duration | undefined
  /** whether it is declared to hold anything: `text()`, or `freeText` */
  freeText: boolean
  optional: boolean
  /** what stands in the plan */
  said: FieldJson
}

/** All fields that a plan names, in its order. */
export function fieldViews(plan: PlanJson): FieldView[] {
  const views: FieldView[] = []
  for (const [event, { props }] of Object.entries(plan.events ?? {}))
    if (props !== 'any')
      for (const [field, said] of Object.entries(props ?? {})) views.push(viewOf(plan, event, field, said))
  for (const [field, said] of Object.entries(plan.fields ?? {}))
    views.push(viewOf(plan, undefined, field, said))
  return views
}

/** What holds for a field of an event, named by the plan or not: an undeclared one is dropped, or kept as it is. */
export function resolveField(plan: PlanJson, event: string, field: string): FieldView {
  const declared = own(plan.events, event)
  const open = declared ? declared.props === 'any' : !plan.events || plan.undeclared === 'keep'
  const listed = declared && declared.props !== 'any' ? own(declared.props, field) : undefined
  // An event that does not leave takes its fields along.
  const common = declared || open ? own(plan.fields, field) : undefined
  return viewOf(plan, event, field, listed ?? common ?? (open ? 'keep' : 'drop'))
}

/** The treatment that a field has in the end: that of a list is that of its items. */
export function treatmentOf(said: FieldJson): Treatment {
  if (typeof said === 'string') return said
  return said.treatment ?? (said.items ? treatmentOf(said.items) : 'keep')
}

function viewOf(plan: PlanJson, event: string | undefined, field: string, said: FieldJson): FieldView {
  const whole = event === undefined ? undefined : own(plan.events, event)
  const spec: Partial<FieldSpec> = typeof said === 'string' ? {} : said
  const { category = 'usage', type = 'any', why = whole?.why, retention = whole?.retention } = spec
  const purpose = whole?.purpose ?? 'measurement'
  return {
    event,
    field,
    type,
    treatment: treatmentOf(said),
    category,
    special: specialSource(category),
    purpose: spec.purpose ?? purpose,
    ownPurpose: spec.purpose !== undefined && spec.purpose !== purpose,
    why,
    retention,
    freeText: isFreeText(spec),
    optional: spec.optional === true,
    said,
  }
}

function isFreeText({ type, freeText, items }: Partial<FieldSpec>): boolean {
  return type === 'text' || freeText === true || (items !== undefined && isFreeText(items))
}
