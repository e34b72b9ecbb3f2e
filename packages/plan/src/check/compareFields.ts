import { daysOf } from '../author/daysOf.ts'
import type { FieldView } from '../author/fieldViews.ts'
import type { FieldJson, FieldSpec, Treatment } from '../author/planJson.ts'

export type Change = 'narrowing' | 'widening'
/** A change, in words that follow a field's name. */
export type Said = readonly [change: Change, what: string]

/** Treatments that can be compared; a mask and a hash, say, cannot, and a change between them counts as widening. */
const STRONGER: Readonly<Record<Treatment, readonly Treatment[]>> = {
  keep: ['generalize', 'mask', 'hash', 'tokenize', 'drop'],
  generalize: ['drop'],
  mask: ['drop'],
  hash: ['tokenize', 'drop'],
  tokenize: ['drop'],
  drop: [],
}
const COARSER = ['day', 'month', 'year']

/** What has changed in a field's value as it leaves, and in its data category. */
export function compareFields(before: FieldView, after: FieldView): Said[] {
  const { treatment: was } = before
  const { treatment: is } = after
  if (was === 'drop' && is === 'drop') return []
  if (is === 'drop') return [['narrowing', 'no longer leaves']]
  if (was === 'drop') return [['widening', `leaves now (${is})`]]
  const said: Said[] = []
  if (was !== is)
    said.push([STRONGER[was].includes(is) ? 'narrowing' : 'widening', `${is} instead of ${was}`])
  else said.push(...compareSpecs(before.said, after.said))
  if (before.category !== after.category)
    said.push(['widening', `category ${after.category} instead of ${before.category}`])
  if (before.type !== 'any' && before.optional !== after.optional)
    said.push(after.optional ? ['narrowing', 'may be left out'] : ['widening', 'must be passed'])
  return said
}

/** Why, for what and for how long; undefined is what nobody knows, and nothing is shorter than that. */
export function compareTerms(
  before: Pick<FieldView, 'purpose' | 'why' | 'retention'>,
  after: Pick<FieldView, 'purpose' | 'why' | 'retention'>,
): Said[] {
  const said: Said[] = []
  if (before.purpose !== after.purpose)
    said.push(['widening', `purpose ${after.purpose} instead of ${before.purpose}`])
  if (before.why !== undefined && before.why !== after.why) said.push(['widening', 'has another reason'])
  if (before.retention !== after.retention)
    said.push(
      grown(
        lasting(before.retention),
        lasting(after.retention),
        `retention ${after.retention ?? 'unknown'} instead of ${before.retention ?? 'unknown'}`,
      ),
    )
  return said
}

function compareSpecs(was: FieldJson, is: FieldJson): Said[] {
  const before: Partial<FieldSpec> = typeof was === 'object' ? was : {}
  const after: Partial<FieldSpec> = typeof is === 'object' ? is : {}
  if (before.items && after.items) return compareSpecs(before.items, after.items)
  if (before.type !== after.type) {
    // What a plan says nothing of is the widest.
    const change = openness(before) > openness(after) ? 'narrowing' : 'widening'
    return [[change, `${after.type ?? 'any value'} instead of ${before.type ?? 'any value'}`]]
  }
  return [
    ...grownList('values', before.values, after.values),
    ...grownList('routes', before.routes, after.routes),
    ...grownList('bands', before.bands, after.bands),
    ...grownList('lengths', before.lengths, after.lengths),
    ...grownNumber('key rotation', lasting(before.rotate), lasting(after.rotate)),
    ...grownNumber('start', before.start ?? 0, after.start ?? 0),
    ...grownNumber('end', before.end ?? 0, after.end ?? 0),
    ...compareForms(before, after),
    ...compareExactness(before, after),
  ]
}

function compareForms(before: Partial<FieldSpec>, after: Partial<FieldSpec>): Said[] {
  if (before.freeText !== after.freeText)
    return [after.freeText ? ['widening', 'is free text now'] : ['narrowing', 'is no longer free text']]
  return before.pattern === after.pattern ? [] : [['widening', 'has another pattern']]
}

function compareExactness(before: Partial<FieldSpec>, after: Partial<FieldSpec>): Said[] {
  if (before.to === after.to && before.decimals === after.decimals) return []
  const what = `to ${after.to ?? `${after.decimals} decimals`} instead of ${before.to ?? `${before.decimals} decimals`}`
  const coarser =
    before.to && after.to
      ? COARSER.indexOf(after.to) > COARSER.indexOf(before.to) || after.to === 'country'
      : before.decimals !== undefined && after.decimals !== undefined && after.decimals < before.decimals
  return [[coarser ? 'narrowing' : 'widening', what]]
}

/** Less of a list is less told: fewer values, coarser bands, fewer routes. */
function grownList(name: string, before: readonly unknown[] = [], after: readonly unknown[] = []): Said[] {
  const added = after.filter((value) => !before.includes(value))
  const gone = before.filter((value) => !after.includes(value))
  if (added.length) return [['widening', `${name}: ${added.join(', ')} added`]]
  return gone.length ? [['narrowing', `${name}: ${gone.join(', ')} removed`]] : []
}

function grownNumber(name: string, before: number, after: number): Said[] {
  return before === after ? [] : [grown(before, after, `${name}: ${after} instead of ${before}`)]
}

function grown(before: number, after: number, what: string): Said {
  return [after > before ? 'widening' : 'narrowing', what]
}

function lasting(duration: string | undefined): number {
  return duration === undefined ? Number.POSITIVE_INFINITY : daysOf(duration)
}

function openness({ type, freeText }: Partial<FieldSpec>): number {
  if (!type) return 2
  return freeText || type === 'text' ? 1 : 0
}
