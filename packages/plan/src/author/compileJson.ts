import type { FieldCode, Plan, PlannedEvent } from '../apply/compiledPlan.ts'
import { daysOf } from './daysOf.ts'
import { treatmentOf } from './fieldViews.ts'
import type { EventJson, FieldJson, FieldSpec, PlanJson } from './planJson.ts'

const DATE_LENGTHS = { year: 4, month: 7, day: 10 } as const
/** What `health` takes from every event, the SDK's own ones included. */
const HEALTH = { url: 'drop', path: 'drop', title: 'drop', referrer: 'drop' } as const

/** The plan as a page loads it. */
export function compileJson({ preset, undeclared, events, fields }: PlanJson): Plan {
  const common = { ...(fields && codes(fields)), ...(preset && HEALTH) }
  return {
    ...(undeclared === 'keep' && { undeclared }),
    ...(events && {
      events: {
        // The SDK's page view would bring its own fields.
        ...(preset && { page: { props: {} } }),
        ...Object.fromEntries(Object.entries(events).map(([name, event]) => [name, compileEvent(event)])),
      },
    }),
    ...(Object.keys(common).length > 0 && { fields: common }),
  }
}

function compileEvent(event: EventJson): PlannedEvent {
  const { purpose, props } = event
  return {
    ...(purpose !== undefined && { purpose }),
    ...(props && { props: props === 'any' ? props : codes(props, purpose) }),
  }
}

function codes(
  fields: Readonly<Record<string, FieldJson>>,
  purpose = 'measurement',
): Record<string, FieldCode> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const code = codeOf(field)
      const own = typeof field === 'object' && field.purpose !== undefined && field.purpose !== purpose
      return [name, own && code !== 'drop' ? ['@', field.purpose, code] : code] as [string, FieldCode]
    }),
  )
}

function codeOf(field: FieldJson): FieldCode {
  const treatment = treatmentOf(field)
  const spec: Partial<FieldSpec> = typeof field === 'string' ? {} : field
  if (spec.items) return ['a', codeOf(spec.items)]
  if (treatment === 'keep') return keptCode(spec)
  if (treatment === 'drop') return treatment
  if (treatment === 'tokenize') return 't'
  if (treatment === 'mask') return ['m', spec.start ?? 0, spec.end ?? 0]
  if (treatment === 'hash') return spec.rotate ? ['h', daysOf(spec.rotate)] : treatment
  return generalizedCode(spec)
}

function keptCode({ type, pattern, values }: Partial<FieldSpec>): FieldCode {
  if (type === 'number') return 'n'
  if (type === 'boolean') return 'b'
  if (type === 'date') return ['d', 24]
  if (values) return ['o', ...values]
  if (pattern !== undefined) return ['p', pattern]
  return type ? 's' : 'keep'
}

function generalizedCode({ bands, lengths, routes, to, decimals }: Partial<FieldSpec>): FieldCode {
  if (bands) return ['g', ...bands]
  if (lengths) return ['l', ...lengths]
  if (routes) return ['r', ...routes]
  if (decimals !== undefined) return ['x', decimals]
  if (to === 'country' || to === 'region') return ['c', to === 'country' ? 2 : 6]
  return ['d', DATE_LENGTHS[to!]]
}
