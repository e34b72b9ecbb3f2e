import { own } from '../apply/applyPlan.ts'
import type { DefinedPlan } from '../author/definedPlan.ts'
import { type FieldView, resolveField } from '../author/fieldViews.ts'
import type { PlanJson } from '../author/planJson.ts'
import { type Change, compareFields, compareTerms, type Said } from './compareFields.ts'

/** One thing that has changed. */
export interface PlanChange {
  /** undefined: the plan as a whole, or every event that it does not name */
  event: string | undefined
  /** undefined: the event as a whole, or every field that it does not name */
  field: string | undefined
  change: Change
  /** in words that follow the name */
  what: string
}

export interface PlanDiff {
  /** `widening` where anything widens: a yes to the plan before is none to the plan after */
  change: 'none' | Change
  reasons: PlanChange[]
}

/** Stands for every name that neither plan has. */
const OTHER = '\n'

/**
 * What a plan lets leave that the one before did not, and the other way round. What can't be compared counts as
 * widening. Standard Schemas are code and are not looked at.
 */
export function diffPlans(before: DefinedPlan, after: DefinedPlan): PlanDiff {
  const was = before.source
  const is = after.source
  const reasons: PlanChange[] = []
  const add = (event: string, field: string | undefined, said: readonly Said[]): void => {
    for (const [change, what] of said)
      reasons.push({ event: named(event), field: field === undefined ? field : named(field), change, what })
  }
  if (was.preset !== is.preset)
    add(OTHER, undefined, [
      is.preset ? ['narrowing', 'has the health preset'] : ['widening', 'lost the health preset'],
    ])
  for (const event of namesOf(was.events, is.events)) {
    const terms = [termsOf(was, event), termsOf(is, event)] as const
    const leaves = [hasEvent(was, event), hasEvent(is, event)] as const
    if (leaves[0] !== leaves[1])
      add(event, undefined, [leaves[1] ? ['widening', 'leaves now'] : ['narrowing', 'no longer leaves']])
    // An event that does not leave in one of them takes its fields along.
    else if (leaves[0] && event !== OTHER) add(event, undefined, compareTerms(...terms))
    for (const field of namesOf(was.fields, is.fields, fieldsOf(was, event), fieldsOf(is, event))) {
      const pair = [resolveField(was, event, field), resolveField(is, event, field)] as const
      add(event, field, compareFields(...pair))
      if (
        pair.every(({ treatment }) => treatment !== 'drop') &&
        !(same(pair[0], terms[0]) && same(pair[1], terms[1]))
      )
        add(event, field, compareTerms(...pair))
    }
  }
  const widens = reasons.some(({ change }) => change === 'widening')
  return { change: widens ? 'widening' : reasons.length ? 'narrowing' : 'none', reasons }
}

type Terms = Pick<FieldView, 'purpose' | 'why' | 'retention'>

function termsOf({ events }: PlanJson, event: string): Terms {
  const { purpose = 'measurement', why, retention } = own(events, event) ?? {}
  return { purpose, why, retention }
}

function same(field: Terms, event: Terms): boolean {
  return field.purpose === event.purpose && field.why === event.why && field.retention === event.retention
}

function hasEvent({ events, undeclared }: PlanJson, event: string): boolean {
  return !events || undeclared === 'keep' || own(events, event) !== undefined
}

function fieldsOf({ events }: PlanJson, event: string): object | undefined {
  const props = own(events, event)?.props
  return props === 'any' ? undefined : props
}

function namesOf(...records: readonly (object | undefined)[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record ?? {}))), OTHER]
}

function named(name: string): string | undefined {
  return name === OTHER ? undefined : name
}
