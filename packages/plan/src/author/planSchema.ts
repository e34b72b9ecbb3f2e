import {
  BRANCHES,
  type Branch,
  ITEM_BRANCHES,
  LASTS,
  NAME,
  PURPOSE,
  SHORT,
  shapeOf,
  WHY,
} from './fieldShapes.ts'
import type { FieldSpec, FieldType } from './planJson.ts'

/** The JSON Schema (draft 2020-12) of a plan: what `checkShape` checks, for editors and for other tools. */
export function planSchema(): object {
  const $defs = {
    fields: record({ $ref: '#/$defs/field' }),
    field: { anyOf: [{ enum: SHORT }, ...BRANCHES.map(branchSchema)] },
    items: { anyOf: ITEM_BRANCHES.map(branchSchema) },
    ...memberSchemas(),
  }
  const event = closed({
    purpose: PURPOSE.schema,
    why: WHY.schema,
    retention: LASTS.schema,
    props: { anyOf: [{ const: 'any' }, { $ref: '#/$defs/fields' }] },
  })
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Askfirst tracking plan',
    ...closed({
      $schema: { type: 'string' },
      preset: { enum: ['health'] },
      undeclared: { enum: ['keep', 'drop'] },
      events: record(event),
      fields: { $ref: '#/$defs/fields' },
    }),
    $defs,
  }
}

function branchSchema({ type, treatment, needed, allowed }: Branch): object {
  const members = allowed.map((name) => [name, { $ref: `#/$defs/${definition(type, name)}` }])
  // A list or a place has no treatment of its own accord, and that a value is kept goes without saying.
  const silent = treatment === undefined || treatment === 'keep'
  return closed(
    {
      type: { const: type },
      ...(treatment && { treatment: { const: treatment } }),
      ...Object.fromEntries(members),
    },
    ['type', ...(silent ? [] : ['treatment']), ...needed],
  )
}

/** The shape of every member of a field, once. */
function memberSchemas(): object {
  return Object.fromEntries(
    BRANCHES.flatMap(({ type, allowed }) =>
      allowed
        .filter((name) => name !== 'items')
        .map((name) => [definition(type, name), shapeOf(type, name)!.schema]),
    ),
  )
}

/** How exact a date and a place may be are different things under one name. */
function definition(type: FieldType, member: keyof FieldSpec): string {
  return member === 'to' ? `to-${type}` : member
}

function record(member: object): object {
  return { type: 'object', propertyNames: NAME.schema, additionalProperties: member }
}

function closed(properties: object, required: readonly string[] = []): object {
  return {
    type: 'object',
    properties,
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }
}
