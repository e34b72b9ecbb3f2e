import { own } from '../apply/applyPlan.ts'
import type { Plan } from '../apply/compiledPlan.ts'
import { checkRules } from './checkRules.ts'
import { checkShape } from './checkShape.ts'
import { compileJson } from './compileJson.ts'
import type { DefinedPlan } from './definedPlan.ts'
import { FieldBuilder } from './fieldBuilder.ts'
import type { EventDefinition, FieldDefinition, PlanDefinition } from './planDefinition.ts'
import type { FieldJson, PlanJson } from './planJson.ts'
import { accepts, type StandardSchema } from './standardSchema.ts'

/** Checks by event (`''`: in every event) and field. */
type Checks = Record<string, Record<string, StandardSchema>>

/**
 * Checks a plan and makes it ready for use: for `init`, and for `compilePlan`, `planToJson` and the checks.
 *
 * @throws AskfirstError `plan-invalid` where it is not built as `plan.schema.json` says; `plan-reserved` for
 * `randomize`; `plan-open-text`, `plan-pattern`, `plan-bands`, `plan-category`, `plan-undescribed`, `plan-preset` where
 * it is, and must not be. The message names the field at fault and the fix.
 */
export function definePlan<const Given extends PlanDefinition>(given: Given): DefinedPlan<Given> {
  const checks: Checks = {}
  const written = checkShape(writtenOut(given, checks))
  // What is given may change later; what was checked does not.
  const source = JSON.parse(JSON.stringify(written)) as PlanJson
  checkRules(source)
  const plan: Plan = compileJson(source)
  return Object.defineProperties(
    { ...plan, ...(Object.keys(checks).length > 0 && passes(checks)) },
    {
      source: { value: source },
      given: { value: given },
    },
  ) as DefinedPlan<Given>
}

/** The plan with its builders written out. What is no plan at all is left as it is, for the shape to refuse. */
function writtenOut(given: PlanDefinition, checks: Checks): unknown {
  if (!isRecord(given)) return given
  const { events, fields } = given
  return {
    ...given,
    ...(isRecord(fields) && { fields: fieldsOut(fields, '', checks) }),
    ...(isRecord(events) && {
      events: mapped(events, (event: EventDefinition, name) =>
        isRecord(event) && isRecord(event.props)
          ? { ...event, props: fieldsOut(event.props, name, checks) }
          : event,
      ),
    }),
  }
}

function fieldsOut(fields: Readonly<Record<string, FieldDefinition>>, event: string, checks: Checks): object {
  return mapped(fields, (field, name): FieldJson => {
    if (!(field instanceof FieldBuilder)) return field as FieldJson
    if (field.schema) {
      checks[event] ??= {}
      checks[event][name] = field.schema
    }
    return field.spec
  })
}

function passes(checks: Checks): Required<Pick<Plan, 'passes'>> {
  return {
    passes: (event, field, value) => {
      const schema = own(own(checks, event), field) ?? own(checks[''], field)
      return !schema || accepts(schema, value)
    },
  }
}

function mapped<T>(record: Readonly<Record<string, T>>, change: (value: T, name: string) => unknown): object {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]))
}

function isRecord(value: unknown): value is Record<string, never> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
