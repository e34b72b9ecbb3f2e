import { type ScrubCounts, scrubProps, scrubText } from '@askfirst/privacy'
import type { DefinedPlan } from '../author/definedPlan.ts'
import { type FieldView, fieldViews } from '../author/fieldViews.ts'
import type { FieldJson, FieldSpec } from '../author/planJson.ts'

/** Something that a plan may do and should be looked at. */
export interface PlanFinding {
  /** `events.signup`, `events.signup.props.note`, `fields.note` or `plan` */
  where: string
  what: string
}

/** What of a valid plan deserves a second look: ways out, open fields, names that look personal, labels that get lost. */
export function checkPlan({ source }: DefinedPlan): PlanFinding[] {
  const findings: PlanFinding[] = []
  const add = (where: string, what: string): number => findings.push({ where, what })
  if (!source.events) add('plan', 'declares no events: everything leaves, scrubbed')
  if (source.undeclared === 'keep') add('plan', 'lets undeclared events leave, scrubbed')
  for (const [name, { props, why, retention }] of Object.entries(source.events ?? {})) {
    if (props === 'any') add(`events.${name}`, 'lets undeclared fields leave, scrubbed')
    if (why === undefined || retention === undefined)
      add(`events.${name}`, 'does not say why, or for how long')
  }
  for (const view of fieldViews(source))
    for (const what of lookAt(view))
      add(
        view.event === undefined ? `fields.${view.field}` : `events.${view.event}.props.${view.field}`,
        what,
      )
  return findings
}

function* lookAt({ field, type, treatment, freeText, said }: FieldView): Generator<string> {
  if (treatment === 'keep' && type === 'any') yield 'is kept, and nothing says what it may hold'
  if (freeText && treatment === 'keep') yield 'is free text: only the detectors look at it'
  if (treatment === 'keep' && type !== 'boolean' && named(field))
    yield 'is kept, and is named like personal data'
  for (const label of labelsOf(said)) {
    const counts: ScrubCounts = {}
    scrubText(label, counts, {})
    const types = Object.keys(counts)
    if (types.length) yield `makes '${label}', which the detectors take out (${types.join(', ')})`
  }
}

function named(field: string): boolean {
  const counts: ScrubCounts = {}
  scrubProps({ [field]: 'x' }, counts, {})
  return Object.keys(counts).length > 0
}

/** Texts that a field's treatment makes or lets pass as they stand in the plan. */
function labelsOf(said: FieldJson): string[] {
  if (typeof said === 'string') return []
  const { items, values = [], routes = [], bands = [], lengths = [], treatment }: FieldSpec = said
  if (items) return labelsOf(items)
  if (treatment === 'generalize') return [...routes, ...bandLabels(bands), ...bandLabels(lengths)]
  return treatment === undefined || treatment === 'keep' ? values.map(String) : []
}

function bandLabels(bounds: readonly number[]): string[] {
  if (!bounds.length) return []
  const between = bounds.slice(1).map((bound, i) => `${bounds[i]}-${bound}`)
  return [`<${bounds[0]}`, ...between, `${bounds.at(-1)}+`]
}
