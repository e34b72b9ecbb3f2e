import {
  applyPlan,
  type FieldCode,
  type Hashed,
  own,
  type Plan,
  type PlannedFields,
  withBuiltIns,
} from '@askfirst/plan'
import type { ScrubCounts } from '@askfirst/privacy'
import { tellDeveloper } from './env.ts'
import type { Draft } from './event.ts'

/** A plan at work. */
export interface CompiledPlan {
  /** The event's purpose, and those of its own that the plan gives to fields which are there. */
  purposesOf(name: string, props: Readonly<Record<string, unknown>>): readonly string[]
  /**
   * Takes away the fields that may not leave under the draft's purpose, and counts them; undefined for an event that is
   * not declared.
   */
  apply(draft: Draft, scrubbed: ScrubCounts): Draft | undefined
}

/** Puts a plan to work. */
export function compilePlan(given: Plan): CompiledPlan {
  const plan = withBuiltIns(given)
  const mainPurpose = (name: string): string => own(plan.events, name)?.purpose ?? 'measurement'
  return {
    purposesOf: (name, props) => {
      const listed = own(plan.events, name)?.props
      const purposes = Object.keys(props).flatMap((field) => {
        const code = (listed !== 'any' && own(listed, field)) || own(plan.fields, field)
        return isApart(code) ? code[1] : []
      })
      return [...new Set([mainPurpose(name), ...purposes])]
    },
    apply: (draft, scrubbed) => {
      const { name, purpose } = draft
      const planned = applyPlan(plan, name, draft.props)
      if (!planned) {
        tellDeveloper(`the plan does not declare the event "${name}": it does not leave`)
        return undefined
      }
      const { dropped, undeclared, invalid, apart } = planned
      const count = (reason: string, fields: number): void => {
        if (fields) scrubbed[reason] = (scrubbed[reason] ?? 0) + fields
      }
      const main = purpose === mainPurpose(name) || (name === 'identify' && purpose === 'identity')
      if (main) {
        count('undeclared', dropped)
        if (undeclared.length) tellDeveloper(`"${name}": the plan does not declare ${undeclared.join(', ')}`)
        if (invalid.length) tellDeveloper(`"${name}": not what the plan declares: ${invalid.join(', ')}`)
      }
      const parts: readonly Partial<PlannedFields>[] = [main ? planned : {}, apart[purpose] ?? {}]
      // The script-tag build gives `hashed` another name: no part is read by a name that a variable holds.
      const join = <Value>(
        read: (fields: Partial<PlannedFields>) => object | undefined,
      ): Record<string, Value> => Object.assign({}, ...parts.map(read))
      const declared = parts.flatMap((fields) => fields.declared ?? [])
      const hashed = join<Hashed>((fields) => fields.hashed)
      const tokens = join((fields) => fields.tokens)
      const each = Object.entries(hashed)
      const values = Object.fromEntries(each.map(([field, { value }]) => [field, value]))
      return {
        ...draft,
        props: join((fields) => fields.props),
        declared,
        hashed: { ...values, ...tokens, ...draft.hashed },
        tokens: Object.keys(tokens),
        rotate: Object.fromEntries(each.map(([field, { rotate }]) => [field, rotate])),
      }
    },
  }
}

function isApart(code: FieldCode | false | undefined): code is readonly ['@', string, FieldCode] {
  return Array.isArray(code) && code[0] === '@'
}
