import type { Plan } from '../apply/compiledPlan.ts'
import type { Field } from './field.ts'
import type { PlanDefinition } from './planDefinition.ts'
import type { FieldSpec, FieldType, Geo, PlanJson } from './planJson.ts'

/**
 * A checked plan. What can be listed and written as JSON of it is what a page loads; `source` and `given` are there for
 * tools, and cannot be listed.
 */
export interface DefinedPlan<Given extends PlanDefinition = PlanDefinition> extends Plan {
  /** the whole plan as JSON */
  readonly source: PlanJson
  /** what `definePlan` was given */
  readonly given: Given
}

/** Names of the events that a plan declares, or any name where it declares none. */
export type EventName<P extends Plan> = P extends { readonly given: infer Given }
  ? Given extends { readonly events: infer Events }
    ?
        | NamesOf<Events>
        | (Given extends { readonly undeclared: 'keep' } ? string & Record<never, never> : never)
    : string
  : P extends Plan<infer Events>
    ? NamesOf<Events>
    : string

/** Properties that an event of a plan may have. */
export type EventProps<P extends Plan, Name extends string> = P extends {
  readonly given: { readonly events: infer Events }
}
  ? PropsNamed<Events, Name>
  : P extends Plan<infer Events>
    ? PropsNamed<Events, Name>
    : Loose

/** What `track` takes after its name: properties may be left out where none is needed. */
export type TrackArguments<P extends Plan, Name extends string> =
  Record<never, never> extends EventProps<P, Name>
    ? [props?: EventProps<P, Name>]
    : [props: EventProps<P, Name>]

/** Properties that fields take: what `track` is checked against. */
export type InferProps<Fields> = {
  -readonly [Key in keyof Fields as Fields[Key] extends Field<unknown, true> ? Key : never]: ValueOf<
    Fields[Key]
  >
} & {
  -readonly [Key in keyof Fields as Fields[Key] extends Field<unknown, true> ? never : Key]?:
    | ValueOf<Fields[Key]>
    | undefined
}

type Loose = Record<string, unknown>

type NamesOf<Events> = string extends keyof Events ? string : keyof Events & string

type PropsNamed<Events, Name> = string extends keyof Events
  ? Loose
  : Name extends keyof Events
    ? PropsOf<Events[Name]>
    : Loose

type PropsOf<Event> = Event extends { readonly props: infer Fields }
  ? Fields extends 'any'
    ? Loose
    : { [Key in keyof InferProps<Fields>]: InferProps<Fields>[Key] }
  : Record<string, never>

type ValueOf<F> =
  F extends Field<infer Value, boolean>
    ? Value
    : F extends { readonly values: readonly (infer Value)[] }
      ? Value
      : F extends FieldSpec
        ? ByType[F['type']]
        : unknown

interface ByType extends Record<FieldType, unknown> {
  string: string
  text: string
  number: number
  boolean: boolean
  date: Date | string | number
  url: string
  geo: Geo
  list: readonly unknown[]
}
