import { expect, expectTypeOf, test } from 'vitest'
import type { EventName, EventProps, TrackArguments } from './definedPlan.ts'
import { definePlan } from './definePlan.ts'
import { event } from './event.ts'
import { boolean, date, geo, list, number, oneOf, string, text, url } from './fields.ts'
import type { Geo } from './planJson.ts'

const terms = { why: 'To see what sells.', retention: '90d' } as const
const plan = definePlan({
  events: {
    signup: event({
      ...terms,
      props: {
        plan: oneOf('free', 'pro'),
        seats: oneOf(1, 5, 10).optional(),
        age: number().generalize([18, 65]).optional(),
        email: string().optional().hash({ rotate: '30d' }),
        note: text().why('x').optional(),
        born: date().generalize('year'),
        from: url().generalize(['/a']),
        near: geo().generalize('region'),
        tags: list(oneOf('tea', 'mate')),
        paid: boolean(),
      },
    }),
    anything: event({ ...terms, props: 'any' }),
    left: event({ ...terms }),
    short: { props: { price: 'keep', mail: 'hash' } },
    json: { ...terms, props: { count: { type: 'number' }, kind: { type: 'oneOf', values: ['a', 'b'] } } },
  },
})
type P = typeof plan

/** As `Client.track` is typed. */
function track<Name extends EventName<P>>(...given: [name: Name, ...TrackArguments<P, Name>]): number {
  return given.length
}

test('names are the declared ones', () => {
  expectTypeOf<EventName<P>>().toEqualTypeOf<'signup' | 'anything' | 'left' | 'short' | 'json'>()
  expectTypeOf<EventName<ReturnType<typeof definePlan>>>().toEqualTypeOf<string>()
  const open = definePlan({ undeclared: 'keep', events: { a: {} } })
  expectTypeOf<'other'>().toExtend<EventName<typeof open>>()
  expectTypeOf<EventProps<typeof open, 'other'>>().toEqualTypeOf<Record<string, unknown>>()
  expect(Object.keys(open)).toEqual(['undeclared', 'events'])
})

test('properties are inferred', () => {
  expectTypeOf<EventProps<P, 'signup'>>().toEqualTypeOf<{
    plan: 'free' | 'pro'
    seats?: 1 | 5 | 10 | undefined
    age?: number | undefined
    email?: string | undefined
    note?: string | undefined
    born: Date | string | number
    from: string
    near: Geo
    tags: readonly ('tea' | 'mate')[]
    paid: boolean
  }>()
  expectTypeOf<EventProps<P, 'anything'>>().toEqualTypeOf<Record<string, unknown>>()
  expectTypeOf<EventProps<P, 'short'>>().toEqualTypeOf<{ price?: unknown; mail?: unknown }>()
  expectTypeOf<EventProps<P, 'json'>>().toEqualTypeOf<{
    count?: number | undefined
    kind?: 'a' | 'b' | undefined
  }>()
  // Nothing of it is read, so nothing of it may be passed.
  expectTypeOf<EventProps<P, 'left'>>().toEqualTypeOf<Record<string, never>>()
})

test('calls with other names, values or fields do not compile', () => {
  const rest = { born: 0, from: '/a', near: { country: 'DE' }, tags: [], paid: true } as const
  expect(track('signup', { plan: 'pro', ...rest })).toBe(2)
  expect(track('left')).toBe(1)
  expect(track('anything', { whatever: 1 })).toBe(2)
  expect(track('short')).toBe(1)
  // @ts-expect-error no such event
  track('sold')
  // @ts-expect-error no such value
  track('signup', { plan: 'gold', ...rest })
  // @ts-expect-error a needed field is missing
  track('signup', { ...rest })
  // @ts-expect-error so are all of them
  track('signup')
  // @ts-expect-error no such field
  track('signup', { plan: 'pro', ...rest, other: 1 })
  // @ts-expect-error an event without fields
  track('left', { a: 1 })
})

test('a field has one treatment, of those that its kind has', () => {
  // @ts-expect-error a second one
  expect(() => string().hash().mask()).toThrow()
  // @ts-expect-error a boolean hashed is a boolean still
  expect(boolean().hash().spec).toEqual({ type: 'boolean', treatment: 'hash' })
  // @ts-expect-error a place is not kept
  expect(geo().keep().spec.treatment).toBe('keep')
  // @ts-expect-error bands of a number, not a month
  expect(number().generalize('month').spec).toHaveProperty('bands', 'month')
  // @ts-expect-error reserved
  expect(() => number().randomize()).toThrow()
  // @ts-expect-error no such category
  expect(number().category('secret').spec.category).toBe('secret')
  // @ts-expect-error no duration
  expect(number().retention('soon').spec.retention).toBe('soon')
  // @ts-expect-error without its reason and retention
  expect(event({ props: {} })).toEqual({ props: {} })
})
