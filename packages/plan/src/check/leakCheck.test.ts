import { expect, test } from 'vitest'
import { definePlan } from '../author/definePlan.ts'
import { number, oneOf, string, text } from '../author/fields.ts'
import { leakCheck } from './leakCheck.ts'

const terms = { why: 'w', retention: '90d' } as const
const plan = definePlan({
  events: {
    signup: {
      ...terms,
      props: {
        tier: oneOf('free', 'pro'),
        mail: string().hash(),
        note: text(),
        any: 'keep',
        seats: number(),
        care: string().mask().category('health').purpose('care'),
      },
    },
  },
})
const mail = 'ann@example.org'

test('a plan that closes its fields leaks nothing, whatever is recorded', () => {
  const props = { tier: mail, mail, seats: mail, care: mail, [mail]: mail, other: mail }
  const report = leakCheck(plan, [
    { name: 'signup', props },
    { name: `of ${mail}`, props },
    { name: 'signup' },
  ])
  expect(report).toEqual({
    events: 3,
    passed: 2,
    undeclaredEvents: { 'of [email]': 1 },
    undeclaredFields: { 'signup.[email]': 1, 'signup.other': 1 },
    invalidFields: { 'signup.tier': 1, 'signup.seats': 1 },
    caught: [],
    left: [],
    leaks: 0,
  })
})

test('what the detectors catch is a leak of the plan’s, but in free text', () => {
  const report = leakCheck(plan, [
    { name: 'signup', props: { note: `write ${mail} or ${mail}` } },
    { name: 'signup', props: { any: mail } },
    { name: 'signup', props: { any: { inner: mail } } },
  ])
  expect(report.caught).toEqual([
    { event: 'signup', field: 'note', freeText: true, types: { email: 2 } },
    { event: 'signup', field: 'any', freeText: false, types: { email: 2 } },
  ])
  expect(report).toMatchObject({ left: [], leaks: 2 })
  expect(JSON.stringify(report)).not.toContain('example')
})

test('known values are found where no detector knows them, free text or not, and are not told', () => {
  const events = [
    { name: 'signup', props: { note: 'this is Ann MILLER', any: 'miller' } },
    { name: 'signup', props: { note: 'Jo was here' } },
  ]
  const report = leakCheck(plan, events, { known: ['Miller', 'Jo'] })
  expect(report.left).toEqual([
    { event: 'signup', field: 'note', freeText: true, types: { known: 1 } },
    { event: 'signup', field: 'any', freeText: false, types: { known: 1 } },
  ])
  expect(report.leaks).toBe(2)
  expect(JSON.stringify(report)).not.toMatch(/miller/i)
})

test('the SDK’s own page view is declared, and holds anything unless the plan says otherwise', () => {
  const page = { name: 'page', props: { url: `/?q=${mail}&page=2`, title: `Hello ${mail}`, extra: 1 } }
  const report = leakCheck(plan, [page])
  expect(report).toMatchObject({
    passed: 1,
    undeclaredFields: { 'page.extra': 1 },
    caught: [{ event: 'page', field: 'title', freeText: true, types: { email: 1 } }],
    leaks: 0,
  })
  const own = definePlan({ events: { page: { props: { title: 'keep' } } } })
  expect(leakCheck(own, [page])).toMatchObject({ undeclaredFields: { 'page.url': 1 }, leaks: 1 })
})

test('names that nobody declared are told without what is personal in them', () => {
  const report = leakCheck(definePlan({}), [{ name: `of ${mail}`, props: { [`by ${mail}`]: mail } }])
  expect(report.leaks).toBeGreaterThan(0)
  expect(report.caught).toMatchObject([{ event: 'of [email]', field: 'by [email]', freeText: false }])
})
