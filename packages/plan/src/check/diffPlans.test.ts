import { expect, test } from 'vitest'
import { definePlan } from '../author/definePlan.ts'
import { boolean, date, geo, list, number, oneOf, string, text, url } from '../author/fields.ts'
import type { FieldDefinition, PlanDefinition } from '../author/planDefinition.ts'
import { diffPlans } from './diffPlans.ts'

const terms = { why: 'w', retention: '90d' } as const
const plan = (f?: FieldDefinition, more: object = {}, whole: object = {}): PlanDefinition => ({
  events: { e: { ...terms, ...more, props: f ? { f } : {} } },
  ...whole,
})
const pattern = string().pattern('[a-z]+-[0-9]')

// Each pair narrows from left to right, so it widens from right to left.
test.each<[string, PlanDefinition, PlanDefinition, both?: 'widening']>([
  ['e.f no longer leaves', plan(number()), plan()],
  ['e.f no longer leaves', plan(number()), plan(number().drop())],
  ['e no longer leaves', plan(), { events: {} }],
  ['e.f generalize instead of keep', plan(number()), plan(number().generalize([1]))],
  ['e.f mask instead of keep', plan(text()), plan(text().mask())],
  ['e.f hash instead of keep', plan('keep'), plan('hash')],
  ['e.f tokenize instead of hash', plan(string().hash()), plan(string().tokenize())],
  ['e.f values: b removed', plan(oneOf('a', 'b')), plan(oneOf('a'))],
  ['e.f values: b removed', plan(list(oneOf('a', 'b'))), plan(list(oneOf('a')))],
  ['e.f bands: 2 removed', plan(number().generalize([1, 2])), plan(number().generalize([1]))],
  ['e.f lengths: 2 removed', plan(text().generalize([1, 2])), plan(text().generalize([1]))],
  ['e.f routes: /b removed', plan(url().generalize(['/a', '/b'])), plan(url().generalize(['/a']))],
  ['e.f key rotation: 30 instead of Infinity', plan(string().hash()), plan(string().hash({ rotate: '30d' }))],
  [
    'e.f key rotation: 7 instead of 30',
    plan(string().hash({ rotate: '30d' })),
    plan(string().hash({ rotate: '1w' })),
  ],
  ['e.f end: 1 instead of 4', plan(string().mask({ end: 4 })), plan(string().mask({ end: 1 }))],
  ['e.f to month instead of day', plan(date().generalize('day')), plan(date().generalize('month'))],
  ['e.f to country instead of region', plan(geo().generalize('region')), plan(geo().generalize('country'))],
  [
    'e.f to 0 decimals instead of 1 decimals',
    plan(geo().generalize({ decimals: 1 })),
    plan(geo().generalize({ decimals: 0 })),
  ],
  ['e.f is no longer free text', plan(string().freeText()), plan(pattern)],
  ['e.f number instead of any value', plan('keep', {}), plan(number())],
  ['e.f oneOf instead of text', plan(text()), plan(oneOf('a'))],
  ['e.f may be left out', plan(number()), plan(number().optional())],
  ['e retention 30d instead of 90d', plan(number()), plan(number(), { retention: '30d' })],
  ['e.f retention 1d instead of 90d', plan(number()), plan(number().retention('1d'))],
  ['everything else has the health preset', plan(number()), plan(number(), {}, { preset: 'health' })],
  ['everything else no longer leaves', plan(number(), {}, { undeclared: 'keep' }), plan(number())],
  ['any event.f no longer leaves', { fields: { f: 'keep' } }, { fields: { f: 'drop' } }],
  ['e.* no longer leaves', { events: { e: { ...terms, props: 'any' } } }, plan()],
  // Both ways: what can't be compared, and what visitors were told.
  ['e.f mask instead of hash', plan(string().hash()), plan(string().mask()), 'widening'],
  ['e.f boolean instead of number', plan(number()), plan(boolean()), 'widening'],
  ['e.f has another pattern', plan(pattern), plan(string().pattern('[a-z]{9}')), 'widening'],
  [
    'e.f to 0 decimals instead of country',
    plan(geo().generalize('country')),
    plan(geo().generalize({ decimals: 0 })),
    'widening',
  ],
  [
    'e purpose sales instead of measurement',
    plan(number()),
    plan(number(), { purpose: 'sales' }),
    'widening',
  ],
  ['e.f purpose sales instead of measurement', plan(number()), plan(number().purpose('sales')), 'widening'],
  ['e has another reason', plan(number()), plan(number(), { why: 'x' }), 'widening'],
  ['e.f category commerce instead of usage', plan(number()), plan(number().category('commerce')), 'widening'],
])('%s', (what, before, after, both = undefined) => {
  const there = diffPlans(definePlan(before), definePlan(after))
  expect(there.change).toBe(both ?? 'narrowing')
  expect(
    there.reasons.map((reason) => {
      const event = reason.event ?? (reason.field ? 'any event' : 'everything else')
      return `${event}${reason.field ? `.${reason.field}` : reason.event && reason.what === 'no longer leaves' && what.includes('.*') ? '.*' : ''} ${reason.what}`
    }),
  ).toContain(what)
  expect(diffPlans(definePlan(after), definePlan(before)).change).toBe('widening')
  for (const same of [before, after])
    expect(diffPlans(definePlan(same), definePlan(same))).toEqual({ change: 'none', reasons: [] })
})

test('words that move from fields to their event change nothing', () => {
  const said = { events: { e: { ...terms, purpose: 'sales', props: { f: number() } } } }
  const moved = {
    events: {
      e: { purpose: 'sales', ...terms, props: { f: number().purpose('sales').why('w').retention('90d') } },
    },
  }
  expect(diffPlans(definePlan(said), definePlan(moved)).change).toBe('none')
})

test('to declare what left anyway is no widening', () => {
  expect(diffPlans(definePlan({}), definePlan(plan(number()))).change).toBe('narrowing')
  expect(diffPlans(definePlan(plan()), definePlan(plan(number()))).reasons).toEqual([
    { event: 'e', field: 'f', change: 'widening', what: 'leaves now (keep)' },
  ])
})
