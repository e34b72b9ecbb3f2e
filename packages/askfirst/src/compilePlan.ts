import { applyPlan, own, type Plan } from '@askfirst/plan'
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
      const { dropped, hashed, ...passed } = planned
      if (dropped) scrubbed['undeclared'] = (scrubbed['undeclared'] ?? 0) + dropped
      return { ...draft, ...passed, hashed: { ...hashed, ...draft.hashed } }
    },
  }
}

/** The events that the SDK itself makes need no declaring; a plan may declare them to narrow them. */
function withBuiltIns(plan: Plan): Plan {
  if (!plan.events) return plan
  const events: Plan['events'] = {
    page: { props: { url: 'keep', title: 'keep', referrer: 'keep' } },
    vital: { props: { metric: 'keep', value: 'keep', rating: 'keep' } },
    identify: { purpose: 'identity' },
    ...plan.events,
  }
  return { ...plan, events }
}
