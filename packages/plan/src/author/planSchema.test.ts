import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AskfirstError } from '../askfirstError.ts'
import { checkShape } from './checkShape.ts'
import { BRANCHES, SHORT } from './fieldShapes.ts'
import { planFromJson } from './planFromJson.ts'
import type { PlanJson } from './planJson.ts'
import { planSchema } from './planSchema.ts'
import { planToJson } from './planToJson.ts'

const valid = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(planSchema())

function accepted(plan: unknown): boolean {
  try {
    checkShape(plan)
    return true
  } catch (error) {
    expect((error as AskfirstError).code).toMatch(/^plan-(invalid|reserved)$/)
    return false
  }
}

/** Values that members take, and some that none takes. */
const members: Record<string, fc.Arbitrary<unknown>> = {
  optional: fc.constant(true),
  category: fc.constantFrom('usage', 'commerce', 'health', 'email'),
  purpose: fc.constantFrom('measurement', 'care', 'a.b'),
  why: fc.string({ minLength: 1, maxLength: 20 }),
  retention: fc.constantFrom('1d', '90d', '2y', '6mo', '9999w'),
  pattern: fc.constantFrom('[a-z]{2}', '\\d+', 'a|b'),
  freeText: fc.constant(true),
  values: fc.uniqueArray(fc.oneof(fc.string(), fc.integer()), { minLength: 1, maxLength: 5 }),
  rotate: fc.constantFrom('1d', '4w'),
  start: fc.integer({ min: 0, max: 4 }),
  end: fc.integer({ min: 0, max: 4 }),
  bands: fc
    .uniqueArray(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
      { minLength: 1, maxLength: 5 },
    )
    .map((all) => all.sort((a, b) => a - b)),
  lengths: fc
    .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 })
    .map((all) => all.sort((a, b) => a - b)),
  decimals: fc.constantFrom(0, 1),
  routes: fc.constantFrom(['/'], ['/users/:id', '/files/*']),
}

const branch = fc.constantFrom(...BRANCHES)
const field: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...SHORT),
  branch.chain(({ type, treatment, needed, allowed }) => {
    const arbitrary = (name: string): fc.Arbitrary<unknown> => {
      if (name === 'to')
        return type === 'geo' ? fc.constantFrom('country', 'region') : fc.constantFrom('day', 'month')
      return name === 'items'
        ? fc.constantFrom({ type: 'number' }, { type: 'oneOf', values: [1] })
        : members[name]!
    }
    return fc.record(
      {
        type: fc.constant(type),
        ...(treatment && { treatment: fc.constant(treatment) }),
        ...Object.fromEntries(allowed.map((name) => [name, arbitrary(name)])),
      },
      { requiredKeys: ['type', ...(treatment ? (['treatment'] as const) : []), ...(needed as never[])] },
    )
  }),
)
const name = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text !== '__proto__')
const fields = fc.dictionary(name, field, { maxKeys: 4 })
const optional = { requiredKeys: [] }
const event = fc.record(
  { purpose: members['purpose']!, why: members['why']!, retention: members['retention']!, props: fields },
  optional,
)
const plan = fc.record(
  {
    $schema: fc.constant('./plan.schema.json'),
    preset: fc.constant('health'),
    undeclared: fc.constantFrom('keep', 'drop'),
    events: fc.dictionary(name, event, { maxKeys: 3 }),
    fields,
  },
  optional,
)

test('schema and checker take what is built rightly', () => {
  fc.assert(
    fc.property(plan, (json) => {
      expect([valid(json), accepted(json)]).toEqual([true, true])
    }),
    { numRuns: 300 },
  )
})

/** Puts a value, or nothing, somewhere in a copy of some JSON. */
function spoiled(json: unknown, path: readonly number[], key: string, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(json)) as Record<string, unknown>
  let at = copy
  for (const step of path) {
    const inner = Object.values(at).filter((each) => typeof each === 'object' && each !== null)
    if (inner.length) at = inner[step % inner.length] as Record<string, unknown>
  }
  const keys = Object.keys(at)
  const target = key || (keys.length ? keys[(path[0] ?? 0) % keys.length]! : 'x')
  if (value === undefined) delete at[target]
  else at[target] = value
  return JSON.parse(JSON.stringify(copy))
}

test('schema and checker agree on what is spoiled somewhere', () => {
  const key = fc.constantFrom(
    '',
    'type',
    'treatment',
    'props',
    'bands',
    'to',
    'values',
    'items',
    'purpose',
    'why',
    'x',
  )
  const value = fc.oneof(
    fc.constant(undefined),
    fc.constantFrom(
      'keep',
      'randomize',
      'generalize',
      'any',
      'necessary',
      'toString',
      'date',
      'geo',
      'list',
      '',
    ),
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      5,
      [],
      {},
      [1, 1],
      ['a', null],
      { type: 'number' },
      { type: 'list' },
    ),
    field,
    fc.jsonValue(),
  )
  let refused = 0
  fc.assert(
    fc.property(plan, fc.array(fc.nat(9), { maxLength: 5 }), key, value, (json, path, at, put) => {
      const given = spoiled(json, path, at, put)
      const ok = valid(given)
      if (!ok) refused++
      expect([ok, accepted(given)]).toEqual([ok, ok])
    }),
    { numRuns: 2_000 },
  )
  expect(refused).toBeGreaterThan(200)
})

test('a plan goes to JSON and back without loss', () => {
  let defined = 0
  const tried = (json: PlanJson): ReturnType<typeof planFromJson> | undefined => {
    try {
      return planFromJson(json)
    } catch (error) {
      // What its rules refuse has no plan to lose anything of.
      expect(error).toBeInstanceOf(AskfirstError)
      return undefined
    }
  }
  fc.assert(
    fc.property(plan, (given) => {
      const json = JSON.parse(JSON.stringify(given)) as PlanJson
      const made = tried(json)
      if (!made) return
      defined++
      expect(planToJson(made)).toEqual(json)
      const again = planFromJson(JSON.parse(JSON.stringify(planToJson(made))))
      expect([again.source, { ...again }]).toEqual([made.source, { ...made }])
    }),
    { numRuns: 1_000 },
  )
  expect(defined).toBeGreaterThan(100)
})
