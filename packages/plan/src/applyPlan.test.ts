import { expect, test } from 'vitest'
import { applyPlan } from './applyPlan.ts'
import { definePlan } from './definePlan.ts'

const plan = definePlan({
  events: { bought: { props: { price: 'keep', mail: 'hash', note: 'drop', colour: 'keep' } }, left: {} },
  fields: { colour: 'drop', visitor: 'hash', page: 'keep' },
})

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
    hashed: { mail: 'ann@example.org', visitor: 'v' },
    declared: ['price', 'colour', 'page'],
    dropped: 2,
  })
})

test('with fields alone, what they do not name is kept and not declared', () => {
  const fieldsOnly = definePlan({ fields: { mail: 'hash', note: 'drop', page: 'keep' } })
  expect(applyPlan(fieldsOnly, 'any', { mail: 'm', note: 'n', page: '/', other: 1 })).toMatchObject({
    props: { page: '/', other: 1 },
    hashed: { mail: 'm' },
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
