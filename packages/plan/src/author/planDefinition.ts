import type { Duration } from './daysOf.ts'
import type { Field } from './field.ts'
import type { FieldJson } from './planJson.ts'

/** A field as a plan's author writes it: built, or as in JSON. */
export type FieldDefinition = Field<unknown, boolean> | FieldJson

export interface EventDefinition {
  /** what it is for; default: `measurement` */
  readonly purpose?: string
  /** the reason, in words for visitors: of all its fields that give none of their own */
  readonly why?: string
  /** how long it is kept at the collector: for all its fields that say nothing else */
  readonly retention?: Duration
  /** the only properties that leave. `'any'` is the way out: all of them leave, scrubbed, and types check none */
  readonly props?: 'any' | Readonly<Record<string, FieldDefinition>>
}

/** What `definePlan` takes. */
export interface PlanDefinition {
  readonly $schema?: string
  /** `health`: no paths, titles, referrers or free text, not even in the SDK's own page view */
  readonly preset?: 'health'
  /** `'keep'` is the way out while a plan is being written: events that are not declared leave, scrubbed */
  readonly undeclared?: 'keep' | 'drop'
  /** The declared events. With this member present, nothing undeclared leaves. */
  readonly events?: Readonly<Record<string, EventDefinition>>
  /** Fields of every event that says nothing else of them. */
  readonly fields?: Readonly<Record<string, FieldDefinition>>
}
