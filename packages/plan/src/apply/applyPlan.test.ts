import { expect, test } from 'vitest'
import { applyPlan } from './applyPlan.ts'
import type { Plan } from './compiledPlan.ts'

const plan: Plan = {
  events: { bought: { props: { price: 'keep', mail: 'hash', note: 'drop', colour: 'keep' } }, left: {} },
  fields: { colour: 'drop', visitor: 'hash', page: 'keep' },
}

test('without a plan every field goes on, and none is declared', () => {
  expect(applyPlan(undefined, 'any', { a: 1, b: null })).toMatchObject({
    props: { a: 1, b: null },
    hashed: {},
    declared: [],
    dropped: 0,
  })
})

test('an event keeps, hashes and drops as declared; its own word goes before the field list', () => {
  const props = {
    price: 5,
    mail: 'ann@example.org',
    note: 'n',
    colour: 'red',
    visitor: 'v',
    page: '/',
    other: 1,
  }
  expect(applyPlan(plan, 'bought', props)).toMatchObject({
    props: { price: 5, colour: 'red', page: '/' },
    hashed: { mail: { value: 'ann@example.org', rotate: 0 }, visitor: { value: 'v', rotate: 0 } },
    declared: ['price', 'colour', 'page'],
    dropped: 2,
    undeclared: ['other'],
    invalid: [],
  })
})

test('with fields alone, what they do not name is kept and not declared', () => {
  const fieldsOnly: Plan = { fields: { mail: 'hash', note: 'drop', page: 'keep' } }
  expect(applyPlan(fieldsOnly, 'any', { mail: 'm', note: 'n', page: '/', other: 1 })).toMatchObject({
    props: { page: '/', other: 1 },
    hashed: { mail: { value: 'm', rotate: 0 } },
    declared: ['page'],
    dropped: 1,
  })
})

test.each(['sold', 'Bought', 'constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  '%s is not declared and does not pass',
  (name) => {
    expect(applyPlan(plan, name, { price: 5 })).toBeUndefined()
  },
)

test('a field named like a member of every object is no declared field', () => {
  const props = { constructor: 'c', toString: 't', valueOf: 1, price: 5 }
  expect(applyPlan(plan, 'bought', props)).toMatchObject({
    props: { price: 5 },
    declared: ['price'],
    dropped: 3,
  })
})

test('__proto__ as a field is dropped and changes nobody', () => {
  const props = JSON.parse('{"__proto__":{"admin":true},"a":1}') as Record<string, unknown>
  for (const some of [undefined, plan]) {
    const planned = applyPlan(some, 'bought', props)!
    expect(planned.dropped).toBeGreaterThan(0)
    expect(Object.getPrototypeOf(planned.props)).toBe(Object.prototype)
    expect(Object.getPrototypeOf(planned.hashed)).toBe(Object.prototype)
    expect('admin' in planned.props).toBe(false)
  }
  expect('admin' in {}).toBe(false)
})

test('fields that are inherited are not read, and what was passed stays as it was', () => {
  const props = Object.freeze(
    Object.create({ inherited: 1 }, { a: { value: 1, enumerable: true } }) as { a: number },
  )
  expect(applyPlan(undefined, 'any', props)!.props).toEqual({ a: 1 })
})

test('undeclared events pass where the plan says so, and an event may let all its fields pass', () => {
  const open: Plan = {
    undeclared: 'keep',
    events: { bought: { props: 'any' }, left: { props: {} } },
    fields: { mail: 'hash' },
  }
  for (const name of ['bought', 'other'])
    expect(applyPlan(open, name, { a: 1, mail: 'm', '0': 'n' })).toMatchObject({
      props: { a: 1, '0': 'n' },
      hashed: { mail: { value: 'm', rotate: 0 } },
      undeclared: [],
    })
  expect(applyPlan(open, 'left', { a: 1 })).toMatchObject({ props: {}, undeclared: ['a'], dropped: 1 })
})

test('hashes, tokens and fields of a purpose of their own are left as placeholders', () => {
  const secret: Plan = {
    events: {
      booked: {
        props: {
          mail: ['h', 30],
          account: 't',
          size: ['g', 10, 20],
          allergy: ['@', 'care', ['o', 'nuts']],
          patient: ['@', 'care', 'hash'],
          ward: ['@', 'survey', 't'],
        },
      },
    },
  }
  const props = { mail: 'm', account: 7, size: 12, allergy: 'nuts', patient: 'p', ward: null }
  expect(applyPlan(secret, 'booked', props)).toEqual({
    props: { size: '10-20' },
    hashed: { mail: { value: 'm', rotate: 30 } },
    tokens: { account: 7 },
    declared: ['size'],
    dropped: 0,
    undeclared: [],
    invalid: [],
    apart: {
      care: {
        props: { allergy: 'nuts' },
        hashed: { patient: { value: 'p', rotate: 0 } },
        tokens: {},
        declared: ['allergy'],
      },
    },
  })
})

test('what is not as declared does not leave, and makes no event of another purpose', () => {
  const strict: Plan = {
    events: { e: { props: { n: 'n', care: ['@', 'care', ['o', 'nuts']], at: ['d', 7] } } },
  }
  const hostile = {
    toString: () => {
      throw new Error('no text')
    },
  }
  expect(applyPlan(strict, 'e', { n: '5', care: 'fish', at: hostile })).toMatchObject({
    props: {},
    invalid: ['n', 'care', 'at'],
    dropped: 3,
    apart: {},
  })
  expect(applyPlan(strict, 'e', { n: undefined, care: null, at: null })).toMatchObject({
    invalid: [],
    dropped: 0,
  })
})

test('a check of the site’s own refuses values, and an error in it is a no', () => {
  const passes: Plan['passes'] = (event, field, value) => {
    if (value === 'broken') throw new Error('broken')
    return `${event}.${field}.${String(value)}` === 'e.a.yes'
  }
  const checked: Plan = { events: { e: { props: { a: 'keep' } } }, passes }
  const kept = (a: string): unknown => applyPlan(checked, 'e', { a })?.props
  expect(['yes', 'no', 'broken'].map(kept)).toEqual([{ a: 'yes' }, {}, {}])
})
