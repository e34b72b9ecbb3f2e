import type { FieldCode, Plan } from './compiledPlan.ts'
import { treat } from './treat.ts'

/** A value whose keyed hash leaves in its stead. */
export interface Hashed {
  value: unknown
  /** days that the key lives; 0: as long as the site's */
  rotate: number
}

/** Fields of one purpose. */
export interface PlannedFields {
  /** what leaves as it stands here, for the detectors to look at */
  props: Record<string, unknown>
  /** resolved where cryptography may be awaited */
  hashed: Record<string, Hashed>
  /** raw values, in whose stead a random token leaves; the map of tokens stays on the device */
  tokens: Record<string, unknown>
  /** names in `props` that the plan declares: their keys may look personal */
  declared: string[]
}

/** An event that the plan lets pass. */
export interface PlannedDraft extends PlannedFields {
  /** number of fields that the plan did not let pass */
  dropped: number
  /** names of those that it does not declare */
  undeclared: string[]
  /** names of those whose values are not what it declares */
  invalid: string[]
  /** fields under a purpose of their own: to be sent apart, as the same event under that purpose, or not at all */
  apart: Record<string, PlannedFields>
}

/** Applies a plan to one event's properties; undefined where the plan does not declare the event. */
export function applyPlan(
  plan: Plan | undefined,
  name: string,
  props: Readonly<Record<string, unknown>>,
): PlannedDraft | undefined {
  const event = own(plan?.events, name)
  if (plan?.events && !event && plan.undeclared !== 'keep') return undefined
  // The text 'any' has members of its own.
  const listed = event?.props === 'any' ? undefined : event?.props
  const open = !event || event.props === 'any'
  const draft: PlannedDraft = { ...noFields(), dropped: 0, undeclared: [], invalid: [], apart: {} }
  for (const key of Object.keys(props)) {
    const value = props[key]
    const said = key === '__proto__' ? 'drop' : (own(listed, key) ?? own(plan?.fields, key))
    const whole = said ?? (open ? 'keep' : 'drop')
    if (!said && !open) draft.undeclared.push(key)
    if (whole === 'drop') {
      draft.dropped++
      continue
    }
    // Null is nothing to hash, and no number.
    if (value == null && whole !== 'keep') continue
    const [purpose, code] = whole[0] === '@' ? [whole[1], whole[2] as FieldCode] : [undefined, whole]
    try {
      if (said && plan?.passes?.(name, key, value) === false) throw 0
      const secret = code === 't' || code[0] === 'h'
      const left = secret ? value : treat(code, value)
      if (left === undefined && code !== 'keep') throw 0
      if (purpose) draft.apart[purpose] ??= noFields()
      const fields = purpose ? draft.apart[purpose]! : draft
      if (code === 't') fields.tokens[key] = left
      else if (secret) fields.hashed[key] = { value, rotate: +code[1]! || 0 }
      else {
        fields.props[key] = left
        if (said) fields.declared.push(key)
      }
    } catch {
      draft.dropped++
      draft.invalid.push(key)
    }
  }
  return draft
}

function noFields(): PlannedFields {
  return { props: {}, hashed: {}, tokens: {}, declared: [] }
}

/** A member of its own: a field named like a member of Object.prototype must not find that one. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined
}
