import { CATEGORIES } from './categories.ts'
import { DURATION } from './daysOf.ts'
import type { FieldSpec, FieldType, ShortTreatment, Treatment } from './planJson.ts'

/** What a member may be: its JSON Schema, and the fix where it is something else. */
export interface Shape {
  schema: Readonly<Record<string, unknown>>
  ok: (value: unknown) => boolean
  fix: string
}

/** Which members go with a type and its treatment. */
export interface Branch {
  type: FieldType
  /** undefined: the field has none of its own */
  treatment: Treatment | undefined
  needed: readonly (keyof FieldSpec)[]
  allowed: readonly (keyof FieldSpec)[]
}

export const SHORT: readonly ShortTreatment[] = ['keep', 'drop', 'hash', 'mask', 'tokenize']

/** A name of an event or a field. */
export const NAME: Shape = written('^(?!__proto__$)[^\\n]{1,200}$', 'write a name of 1 to 200 characters')

// The names that every object has are no keys of records.
export const PURPOSE: Shape = written(
  '^(?!(necessary|constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf|__(proto|(define|lookup)[GS]etter)__)$)[\\w.-]{1,100}$',
  'nothing is tracked under this; name another purpose',
)
export const WHY: Shape = {
  schema: { type: 'string', minLength: 1, maxLength: 500 },
  ok: (value) => typeof value === 'string' && value !== '' && [...value].length <= 500,
  fix: 'write the reason, in 1 to 500 characters',
}
export const LASTS: Shape = written(DURATION, "write a duration, such as '90d'")

const BANDS = 'write 1 to 100 numbers, ascending, such as [18, 25, 35]'

export const MEMBERS: Readonly<Partial<Record<keyof FieldSpec, Shape>>> = {
  optional: constant([true]),
  category: constant(CATEGORIES),
  purpose: PURPOSE,
  why: WHY,
  retention: LASTS,
  pattern: {
    schema: { type: 'string', minLength: 1, maxLength: 500 },
    ok: (value) => typeof value === 'string' && value !== '' && [...value].length <= 500,
    fix: "write a regular expression, such as '[a-z]+-[0-9]+'",
  },
  freeText: constant([true]),
  values: listed(
    { anyOf: [{ type: 'string', maxLength: 200 }, { type: 'number' }] },
    (value) => (typeof value === 'string' && [...value].length <= 200) || Number.isFinite(value),
    1_000,
    "write 1 to 1,000 different texts or numbers, such as ['free', 'pro']",
  ),
  rotate: LASTS,
  start: constant([0, 1, 2, 3, 4]),
  end: constant([0, 1, 2, 3, 4]),
  bands: listed({ type: 'number' }, Number.isFinite, 100, BANDS),
  lengths: listed(
    { type: 'integer', minimum: 1 },
    (value) => Number.isInteger(value) && (value as number) > 0,
    100,
    'write 1 to 100 whole numbers from 1, ascending, such as [1, 20, 100]',
  ),
  decimals: constant([0, 1]),
  routes: listed(
    written('^/[\\w/:.~%-]{0,199}\\*?$', '').schema,
    written('^/[\\w/:.~%-]{0,199}\\*?$', '').ok,
    1_000,
    "write 1 to 1,000 different routes, such as ['/users/:id', '/files/*']",
  ),
}
const TO: Readonly<Record<string, Shape>> = {
  date: constant(['day', 'month', 'year']),
  geo: constant(['country', 'region']),
}
const SAID: readonly (keyof FieldSpec)[] = ['optional', 'category', 'purpose', 'why', 'retention']
const GENERALIZED = [
  ['string', 'lengths'],
  ['text', 'lengths'],
  ['number', 'bands'],
  ['date', 'to'],
  ['url', 'routes'],
  ['geo', 'to'],
  ['geo', 'decimals'],
] as const

export const BRANCHES: readonly Branch[] = [
  ...branches('keep', ['text', 'number', 'boolean', 'date']),
  ...branches('keep', ['string'], [], ['pattern', 'freeText']),
  ...branches('keep', ['url'], [], ['freeText']),
  ...branches('drop', ['string', 'text', 'number', 'boolean', 'date', 'url', 'geo']),
  ...branches('hash', ['string', 'text', 'number', 'date', 'url'], [], ['rotate']),
  ...branches('mask', ['string', 'text'], [], ['start', 'end']),
  ...branches('tokenize', ['string', 'text', 'number', 'date', 'url']),
  ...branches('keep', ['oneOf'], ['values']),
  ...branches('drop', ['oneOf'], ['values']),
  ...branches('hash', ['oneOf'], ['values'], ['rotate']),
  ...branches('tokenize', ['oneOf'], ['values']),
  ...GENERALIZED.flatMap(([type, how]) => branches('generalize', [type], [how])),
  ...branches(undefined, ['list'], ['items']),
]

/** What an item of a list may be: a value that leaves in the event itself, about which the list says the rest. */
export const ITEM_BRANCHES: readonly Branch[] = BRANCHES.filter(
  ({ treatment }) => treatment && ['keep', 'mask', 'generalize'].includes(treatment),
).map((branch) => ({ ...branch, allowed: branch.allowed.filter((name) => !SAID.includes(name)) }))

/** The shape of a member in a field of this type; undefined for `items`, which is a field itself. */
export function shapeOf(type: FieldType, member: keyof FieldSpec): Shape | undefined {
  return member === 'to' ? TO[type] : MEMBERS[member]
}

function branches(
  treatment: Treatment | undefined,
  types: readonly FieldType[],
  needed: Branch['needed'] = [],
  allowed: Branch['allowed'] = [],
): Branch[] {
  return types.map((type) => ({ type, treatment, needed, allowed: [...SAID, ...needed, ...allowed] }))
}

function written(pattern: string, fix: string): Shape {
  const expression = new RegExp(pattern, 'u')
  return {
    schema: { type: 'string', pattern },
    ok: (value) => typeof value === 'string' && expression.test(value),
    fix,
  }
}

function constant(values: readonly unknown[]): Shape {
  return {
    schema: { enum: values },
    ok: (value) => values.includes(value),
    fix: `write ${values.length > 12 ? 'a category of the list' : values.join(', ')}`,
  }
}

function listed(items: object, ok: (value: unknown) => boolean, most: number, fix: string): Shape {
  return {
    schema: { type: 'array', items, minItems: 1, maxItems: most, uniqueItems: true },
    ok: (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.length <= most &&
      // By index: holes are items too.
      Array.from(value).every(ok) &&
      new Set(value).size === value.length,
    fix,
  }
}
