import type { Plan, PlannedEvent } from './compiledPlan.ts'

/** What the SDK itself tracks; `health` plans declare `page` without fields. */
const BUILT_IN: Readonly<Record<string, PlannedEvent>> = {
  page: { props: { url: 'keep', title: 'keep', referrer: 'keep' } },
  vital: { props: { metric: 'keep', value: 'keep', rating: 'keep' } },
  identify: { purpose: 'identity' },
}

/** The events that the SDK itself makes need no declaring; a plan may declare them to narrow them. */
export function withBuiltIns(plan: Plan): Plan {
  return plan.events ? { ...plan, events: { ...BUILT_IN, ...plan.events } } : plan
}
