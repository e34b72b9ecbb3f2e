import type { Category } from '../author/categories.ts'
import { daysOf } from '../author/daysOf.ts'
import type { DefinedPlan } from '../author/definedPlan.ts'
import { fieldViews } from '../author/fieldViews.ts'

/** What a plan does under one purpose. */
export interface PlanPurpose {
  id: string
  /** kinds of data that leave under it, in alphabetical order */
  data: Category[]
  /** the longest that any of it is kept; undefined where something does not say how long */
  retentionDays: number | undefined
}

/**
 * A plan by purpose, with the members that a purpose has in a consent configuration: put there, a new kind of data or a
 * longer retention is a new question to visitors.
 */
export function purposesOf({ source }: DefinedPlan): PlanPurpose[] {
  const purposes = new Map<string, { data: Set<Category>; days: number }>()
  const add = (id: string, data: readonly Category[], retention: string | undefined): void => {
    const purpose = purposes.get(id) ?? { data: new Set(), days: 0 }
    purposes.set(id, purpose)
    for (const category of data) purpose.data.add(category)
    const days = retention === undefined ? Number.POSITIVE_INFINITY : daysOf(retention)
    purpose.days = Math.max(purpose.days, days)
  }
  for (const { purpose = 'measurement', retention } of Object.values(source.events ?? {}))
    add(purpose, ['usage'], retention)
  for (const { purpose, category, retention, treatment } of fieldViews(source))
    if (treatment !== 'drop') add(purpose, [category], retention)
  return [...purposes].map(([id, { data, days }]) => ({
    id,
    data: [...data].sort(),
    retentionDays: Number.isFinite(days) ? days : undefined,
  }))
}
