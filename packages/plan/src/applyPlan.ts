import type { Plan, Treatment } from './plan.ts'

/** An event that the plan lets pass. */
export interface PlannedDraft {
  /** kept fields, for the detectors to look at */
  props: Record<string, unknown>
  /** fields whose keyed hash leaves in their stead: resolved where cryptography may be awaited */
  hashed: Record<string, unknown>
  /** names of fields that the plan keeps by name */
  declared: readonly string[]
  /** number of fields that the plan did not let pass */
  dropped: number
}

/** Applies a plan to one event's properties; undefined where the plan does not declare the event. */
export function applyPlan(
  plan: Plan | undefined,
  name: string,
  props: Readonly<Record<string, unknown>>,
): PlannedDraft | undefined {
  const event = own(plan?.events, name)
  if (plan?.events && !event) return undefined
  const declared: string[] = []
  const draft: PlannedDraft = { props: {}, hashed: {}, declared, dropped: 0 }
  for (const key of Object.keys(props)) {
    const said: Treatment | undefined = own(event?.props, key) ?? own(plan?.fields, key)
    const treatment = said ?? (event ? 'drop' : 'keep')
    if (treatment === 'drop' || key === '__proto__') {
      draft.dropped++
      continue
    }
    if (said === 'keep') declared.push(key)
    draft[treatment === 'hash' ? 'hashed' : 'props'][key] = props[key]
  }
  return draft
}

/** A member of its own: a field named like a member of Object.prototype must not find that one. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined
}
