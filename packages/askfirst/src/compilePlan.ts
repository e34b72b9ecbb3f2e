import { applyPlan, own, type Plan, type PlannedFields, withBuiltIns } from '@askfirst/plan'
import type { ScrubCounts } from '@askfirst/privacy'
import type { Draft } from './event.ts'

/** A plan at work. */
export interface CompiledPlan {
  /** purpose that the plan declares for an event */
  purposeOf(name: string): string | undefined
  /** Takes away the fields that may not leave, and counts them; undefined for an event that is not declared. */
  apply(draft: Draft, scrubbed: ScrubCounts): Draft | undefined
}

/** Puts a plan to work. */
export function compilePlan(given: Plan): CompiledPlan {
  const plan = withBuiltIns(given)
  return {
    purposeOf: (name) => own(plan.events, name)?.purpose,
    apply: (draft, scrubbed) => {
      const planned = applyPlan(plan, draft.name, draft.props)
      if (!planned) return undefined
      const { props, declared, dropped, hashed, tokens, apart } = planned
      const count = (reason: string, fields: number): void => {
        if (fields) scrubbed[reason] = (scrubbed[reason] ?? 0) + fields
      }
      count('undeclared', dropped)
      // What the chunk step can't resolve yet does not leave: tokens, keys that rotate, fields of another purpose.
      const ready = Object.entries(hashed).filter(([, { rotate }]) => !rotate)
      const waiting = Object.keys(hashed).length - ready.length + Object.keys(tokens).length
      count(
        'unhashed',
        Object.values(apart).reduce((sum, fields) => sum + sizeOf(fields), waiting),
      )
      const values = Object.fromEntries(ready.map(([field, { value }]) => [field, value]))
      return { ...draft, props, declared, hashed: { ...values, ...draft.hashed } }
    },
  }
}

function sizeOf({ props, hashed, tokens }: PlannedFields): number {
  return [props, hashed, tokens].reduce((sum, fields) => sum + Object.keys(fields).length, 0)
}
