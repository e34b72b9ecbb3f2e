import { expect, test } from 'vitest'
import { definePlan } from '../author/definePlan.ts'
import { number, oneOf, string, text } from '../author/fields.ts'
import { checkPlan } from './checkPlan.ts'

const terms = { why: 'w', retention: '1y' } as const

test('a plan that says what each field holds deserves no second look', () => {
  const props = { tier: oneOf('free', 'pro'), email: string().hash(), age: number().generalize([18, 65]) }
  expect(checkPlan(definePlan({ events: { signup: { ...terms, props } } }))).toEqual([])
})

test('ways out, open fields, personal names and labels that get lost are told', () => {
  const plan = definePlan({
    undeclared: 'keep',
    events: {
      signup: {
        ...terms,
        props: {
          note: text(),
          any: 'keep',
          phone: number(),
          who: oneOf('ann@example.org'),
          spent: number().generalize([1, 4_111_111_111_111_111]),
        },
      },
      all: { props: 'any' },
    },
    fields: { any: 'keep' },
  })
  expect(checkPlan(plan).map(({ where, what }) => `${where} ${what}`)).toEqual([
    'plan lets undeclared events leave, scrubbed',
    'events.all lets undeclared fields leave, scrubbed',
    'events.all does not say why, or for how long',
    'events.signup.props.note is free text: only the detectors look at it',
    'events.signup.props.any is kept, and nothing says what it may hold',
    'events.signup.props.phone is kept, and is named like personal data',
    "events.signup.props.who makes 'ann@example.org', which the detectors take out (email)",
    expect.stringMatching(/^events\.signup\.props\.spent makes '4111\d+\+', which the detectors take out/),
    'fields.any is kept, and nothing says what it may hold',
  ])
  expect(checkPlan(definePlan({}))).toEqual([
    { where: 'plan', what: 'declares no events: everything leaves, scrubbed' },
  ])
})
