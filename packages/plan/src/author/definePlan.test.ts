import { describe, expect, test } from 'vitest'
import { applyPlan } from '../apply/applyPlan.ts'
import { AskfirstError } from '../askfirstError.ts'
import { CATEGORIES, specialSource } from './categories.ts'
import { compilePlan } from './compilePlan.ts'
import { definePlan } from './definePlan.ts'
import { event } from './event.ts'
import { boolean, date, geo, list, number, oneOf, string, text, url } from './fields.ts'
import type { PlanDefinition } from './planDefinition.ts'
import { planToJson } from './planToJson.ts'
import type { StandardSchema } from './standardSchema.ts'

const terms = { why: 'To see what sells.', retention: '90d' } as const
const withField = (field: unknown, more: object = {}): PlanDefinition =>
  ({ events: { e: { ...terms, props: { f: field }, ...more } } }) as PlanDefinition

function refusal(make: () => unknown): AskfirstError {
  try {
    make()
  } catch (error) {
    expect(error).toBeInstanceOf(AskfirstError)
    return error as AskfirstError
  }
  throw new Error('nothing was refused')
}

const signup = definePlan({
  events: {
    signup: event({
      purpose: 'measurement',
      ...terms,
      props: {
        plan: oneOf('free', 'pro'),
        age: number().generalize([18, 25, 35, 50, 65]),
        email: string().hash({ rotate: '30d' }),
        account: string().tokenize(),
        phone: string().mask({ end: 2 }),
        order: string().pattern(/[a-z]+-\d+/),
        note: text().optional(),
        born: date().generalize('year'),
        seen: date().keep(),
        from: url().generalize(['/shop/:item']),
        near: geo().generalize({ decimals: 1 }),
        where: geo().generalize('region'),
        tags: list(oneOf('tea', 'mate')),
        paid: boolean(),
        secret: string().drop(),
        size: text().generalize([1, 20]),
        allergy: oneOf('nuts', 'none').hash().category('health').purpose('care').why('Safety.'),
      },
    }),
  },
})

test('every treatment is compiled, applied, and leaves nothing of what it takes away', () => {
  const props = {
    plan: 'pro',
    age: 37,
    email: 'ann@example.org',
    account: 'a-17',
    phone: '+49 170 1234567',
    order: 'tea-7',
    note: 'call me',
    born: '1990-05-17',
    seen: Date.UTC(2026, 0, 2),
    from: 'https://shop.example/shop/earl-grey?user=ann',
    near: { lat: 48.13743, lng: 11.57549 },
    where: { country: 'DE', region: 'DE-BY' },
    tags: ['tea'],
    paid: false,
    secret: 's',
    size: 'hello',
    allergy: 'nuts',
    other: 1,
  }
  const planned = applyPlan(signup, 'signup', props)
  expect(planned).toEqual({
    props: {
      plan: 'pro',
      age: '35-50',
      phone: '+** *** *****67',
      order: 'tea-7',
      note: 'call me',
      born: '1990',
      seen: '2026-01-02T00:00:00.000Z',
      from: '/shop/:item',
      near: '48.1,11.6',
      where: 'DE-BY',
      tags: ['tea'],
      paid: false,
      size: '1-20',
    },
    hashed: { email: { value: 'ann@example.org', rotate: 30 } },
    tokens: { account: 'a-17' },
    declared: expect.arrayContaining(['phone', 'born', 'plan']),
    dropped: 2,
    undeclared: ['other'],
    invalid: [],
    apart: {
      care: { props: {}, hashed: { allergy: { value: 'nuts', rotate: 0 } }, tokens: {}, declared: [] },
    },
  })
  expect(applyPlan(compilePlan(signup), 'signup', props)).toEqual(planned)
})

test('what a page loads is the plan’s enumerable part: codes alone', () => {
  expect(compilePlan(signup).events?.['signup']?.props).toEqual({
    plan: ['o', 'free', 'pro'],
    age: ['g', 18, 25, 35, 50, 65],
    email: ['h', 30],
    account: 't',
    phone: ['m', 0, 2],
    order: ['p', '[a-z]+-\\d+'],
    note: 's',
    born: ['d', 4],
    seen: ['d', 24],
    from: ['r', '/shop/:item'],
    near: ['x', 1],
    where: ['c', 6],
    tags: ['a', ['o', 'tea', 'mate']],
    paid: 'b',
    secret: 'drop',
    size: ['l', 1, 20],
    allergy: ['@', 'care', 'hash'],
  })
  expect(JSON.stringify(signup)).toBe(JSON.stringify(compilePlan(signup)))
  expect(JSON.stringify(signup)).not.toContain('sells')
})

test('the short form goes on working, and is its own compiled form', () => {
  const short = {
    events: { bought: { purpose: 'sales', props: { price: 'keep', mail: 'hash' } }, left: {} },
    fields: { note: 'drop' },
  } as const
  expect(compilePlan(definePlan(short))).toEqual(short)
  expect(compilePlan(definePlan({ fields: { a: 'mask', b: 'tokenize' } }))).toEqual({
    fields: { a: ['m', 0, 0], b: 't' },
  })
})

describe('definePlan refuses', () => {
  test.each<[string, string, unknown]>([
    ['plan-invalid', 'plan', undefined],
    ['plan-invalid', 'plan', []],
    ['plan-invalid', 'plan.event', { event: {} }],
    ['plan-invalid', 'preset', { preset: 'Health', events: {} }],
    ['plan-invalid', 'undeclared', { undeclared: true }],
    ['plan-invalid', 'events', { events: ['bought'] }],
    ['plan-invalid', 'events.bought', { events: { bought: null } }],
    ['plan-invalid', 'events.b.purpose', { events: { b: { purpose: 'necessary' } } }],
    ['plan-invalid', 'events.b.purpose', { events: { b: { purpose: 'constructor' } } }],
    ['plan-invalid', 'events.b.retention', { events: { b: { retention: '90 days' } } }],
    ['plan-invalid', 'events.b.why', { events: { b: { why: '' } } }],
    ['plan-invalid', 'fields.x', { fields: { x: 'toString' } }],
    ['plan-invalid', 'fields.x', { fields: { x: undefined } }],
    ['plan-invalid', 'fields.__proto__', JSON.parse('{"fields":{"__proto__":"keep"}}')],
    ['plan-invalid', 'events.e.props.f.type', withField({ type: 'email' })],
    ['plan-invalid', 'events.e.props.f.treatment', withField({ type: 'boolean', treatment: 'hash' })],
    ['plan-invalid', 'events.e.props.f.treatment', withField({ type: 'geo' })],
    ['plan-invalid', 'events.e.props.f.bands', withField({ type: 'number', treatment: 'generalize' })],
    ['plan-invalid', 'events.e.props.f.bands', withField({ type: 'number', bands: [1] })],
    ['plan-invalid', 'events.e.props.f.values', withField(oneOf())],
    ['plan-invalid', 'events.e.props.f.values', withField(oneOf('a', 'a'))],
    ['plan-invalid', 'events.e.props.f.rotate', withField(string().hash({ rotate: '0d' }))],
    ['plan-invalid', 'events.e.props.f.end', withField(string().mask({ end: 5 }))],
    [
      'plan-invalid',
      'events.e.props.f.to',
      withField({ type: 'date', treatment: 'generalize', to: 'region' }),
    ],
    ['plan-invalid', 'events.e.props.f.routes', withField(url().generalize(['/users/*/*']))],
    ['plan-invalid', 'events.e.props.f.items.treatment', withField(list(string().hash()))],
    ['plan-invalid', 'events.e.props.f.items.why', withField(list(number().why('x')))],
    ['plan-invalid', 'events.e.props.f.category', withField({ type: 'number', category: 'secret' })],
    ['plan-reserved', 'events.e.props.f', withField('randomize')],
    ['plan-reserved', 'events.e.props.f.treatment', withField({ type: 'number', treatment: 'randomize' })],
    ['plan-open-text', 'events.e.props.f', withField(string())],
    ['plan-open-text', 'events.e.props.f', withField(url().keep())],
    ['plan-open-text', 'events.e.props.f', withField(string().pattern('.*'))],
    ['plan-open-text', 'events.e.props.f', withField(string().pattern('[a-z]+'))],
    ['plan-open-text', 'events.e.props.f', withField(string().pattern(/[A-Z]\p{L}+/u))],
    ['plan-open-text', 'events.e.props.f', withField(string().pattern('[\\w.@-]+'))],
    ['plan-open-text', 'events.e.props.f.items', withField(list(string()))],
    ['plan-pattern', 'events.e.props.f', withField(string().pattern('('))],
    ['plan-bands', 'events.e.props.f', withField(number().generalize([18, 35, 25]))],
    ['plan-undescribed', 'events.e.props.f', withField(number(), { why: undefined, retention: '1y' })],
    ['plan-undescribed', 'events.e.props.f', { events: { e: { why: 'w', props: { f: number() } } } }],
    ['plan-undescribed', 'fields.f', { fields: { f: number().why('w') } }],
    ['plan-preset', 'preset', { preset: 'health' }],
    ['plan-preset', 'preset', { preset: 'health', undeclared: 'keep', events: {} }],
    ['plan-preset', 'events.e.props', { preset: 'health', events: { e: { props: 'any' } } }],
    ['plan-preset', 'events.e.props.f', { ...withField(text()), preset: 'health' }],
    ['plan-preset', 'events.e.props.f', { ...withField('keep'), preset: 'health' }],
    ['plan-preset', 'events.e.props.f', { ...withField(string().freeText()), preset: 'health' }],
    ['plan-preset', 'events.e.props.f', { ...withField(url().generalize(['/a'])), preset: 'health' }],
    [
      'plan-preset',
      'events.e.props.page_title',
      { preset: 'health', events: { e: { props: { page_title: 'hash' } } } },
    ],
  ])('%s at %s: %j', (code, where, plan) => {
    const defined = typeof plan === 'object' && plan && 'events' in plan ? withoutUndefined(plan) : plan
    const error = refusal(() => definePlan(defined as PlanDefinition))
    expect([error.code, error.message.split(': ')[0]]).toEqual([code, where])
    expect(error.message).toMatch(/; (write|leave it out|declare|drop|name another|mend)/)
  })

  /** An event whose `why` is undefined is one without. */
  function withoutUndefined(plan: object): unknown {
    const { events } = plan as { events?: Record<string, { why?: unknown }> }
    for (const each of Object.values(events ?? {}))
      if (each && typeof each === 'object' && 'why' in each && each.why === undefined) delete each.why
    return plan
  }

  test('a second treatment, one that is reserved, and flags that JSON would lose', () => {
    const twice = string().hash() as unknown as { mask(): unknown }
    expect(refusal(() => twice.mask())).toMatchObject({
      code: 'plan-treatment',
      message: "string() has its treatment, 'hash'; leave 'mask' out",
    })
    const listed = list(number()) as unknown as { hash(): unknown }
    expect(refusal(() => listed.hash()).code).toBe('plan-treatment')
    expect(refusal(() => string().pattern(/[a-z]-1/i))).toMatchObject({ code: 'plan-pattern' })
    const random = number() as unknown as { randomize(): unknown }
    expect(refusal(() => random.randomize()).code).toBe('plan-reserved')
  })

  test.each(CATEGORIES.filter(specialSource))('%s without a purpose of its own, or kept', (category) => {
    const field = string().category(category)
    const own = field.freeText().purpose('care')
    for (const [refused, cause] of [
      [field.hash(), 'a purpose of its own'],
      [field.purpose('measurement').hash(), 'a purpose of its own'],
      [own, 'hash, mask, tokenize, generalize or drop'],
      [own.keep(), 'hash, mask, tokenize, generalize or drop'],
    ] as const) {
      const error = refusal(() => definePlan(withField(refused)))
      expect(error.code).toBe('plan-category')
      expect(error.message).toContain(cause)
      expect(error.message).toContain(specialSource(category))
    }
    const strong = field.purpose('care')
    for (const treated of [
      strong.hash(),
      strong.mask(),
      strong.tokenize(),
      strong.generalize([9]),
      strong.drop(),
    ])
      expect(() => definePlan(withField(treated))).not.toThrow()
  })
})

test('the special categories are those of the law', () => {
  const from = (source: string): number =>
    CATEGORIES.filter((category) => specialSource(category)?.includes(source)).length
  // 164.514(b)(2)(i) lists (A) to (R).
  expect(from('45 CFR 164.514')).toBe(18)
  expect(from('art. 9(1)')).toBe(9)
  expect(specialSource('child')).toContain('COPPA')
  expect(specialSource('usage')).toBeUndefined()
})

test('health lets no path, title or referrer leave, of the SDK’s own page view either', () => {
  const health = definePlan({
    preset: 'health',
    events: { booked: { ...terms, props: { count: number() } } },
  })
  const page = {
    url: '/hiv-test',
    title: 'HIV test',
    referrer: 'https://search.example/?q=hiv',
    path: '/hiv',
  }
  expect(applyPlan(health, 'page', page)?.props).toEqual({})
  expect(applyPlan(health, 'booked', { ...page, count: 2 })?.props).toEqual({ count: 2 })
})

test('a plan stays what was checked, whatever becomes of the object that it was made of', () => {
  const props: Record<string, 'hash' | 'keep'> = { mail: 'hash' }
  const plan = definePlan({ events: { e: { props } } })
  props['mail'] = 'keep'
  expect(applyPlan(plan, 'e', { mail: 'm' })?.props).toEqual({})
  expect(planToJson(plan)).toEqual({ events: { e: { props: { mail: 'hash' } } } })
})

describe('a Standard Schema', () => {
  const even: StandardSchema = {
    '~standard': {
      version: 1,
      validate: (value) => (Number(value) % 2 === 0 ? { value } : { issues: [{ message: 'odd' }] }),
    },
  }
  const later = (validate: (value: unknown) => unknown): StandardSchema => ({
    '~standard': { version: 1, validate },
  })

  test('decides which values leave, in one event or in all', () => {
    const plan = definePlan({
      events: { e: { ...terms, props: { f: number().check(even), g: number() } } },
      fields: { h: number().check(even).why('w').retention('1y') },
    })
    expect(applyPlan(plan, 'e', { f: 2, g: 3, h: 3 })).toMatchObject({
      props: { f: 2, g: 3 },
      invalid: ['h'],
    })
    expect(applyPlan(plan, 'e', { f: 3, g: 3, h: 4 })).toMatchObject({
      props: { g: 3, h: 4 },
      invalid: ['f'],
    })
  })

  test('is code: such a plan has no JSON, and says so', () => {
    const plan = definePlan(withField(number().check(even)))
    expect(refusal(() => planToJson(plan)).code).toBe('plan-not-json')
    expect(refusal(() => compilePlan(plan)).code).toBe('plan-not-json')
  })

  test('is refused where it is asynchronous, at once or while tracking, and where it is none', () => {
    expect(refusal(() => number().check(later(async () => ({ value: 1 })))).code).toBe('plan-check-async')
    expect(refusal(() => number().check({} as StandardSchema)).code).toBe('plan-check')
    expect(refusal(() => list(number().check(even))).code).toBe('plan-check')
    const sometimes = later((value) => (value === undefined ? { issues: [] } : Promise.resolve({ value })))
    const plan = definePlan(withField(number().check(sometimes)))
    expect(applyPlan(plan, 'e', { f: 1 })).toMatchObject({ props: {}, invalid: ['f'] })
  })
})
