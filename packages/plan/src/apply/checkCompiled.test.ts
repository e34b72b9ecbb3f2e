import { expect, test } from 'vitest'
import { AskfirstError } from '../askfirstError.ts'
import { checkCompiled } from './checkCompiled.ts'
import type { Plan } from './compiledPlan.ts'

test('returns the plan that it was given', () => {
  const plan = {
    events: { bought: { purpose: 'measurement', props: { price: 'keep', mail: 'hash' } }, left: {} },
    fields: { plan: 'drop' },
  } as const
  expect(checkCompiled(plan)).toBe(plan)
  expect(checkCompiled({})).toEqual({})
})

test.each([
  ['fields.mail', { fields: { mail: 'encrypt' } }, "'encrypt'"],
  ['events.bought.props.price', { events: { bought: { props: { price: 'round' } } } }, "'round'"],
  [
    'events.bought.props.price',
    { events: { ok: {}, bought: { props: { price: undefined } } } },
    "'undefined'",
  ],
  ['events.bought.purpose', { events: { bought: { purpose: 'necessary' } } }, "'necessary'"],
  ['fields.x', { fields: { x: 'toString' } }, "'toString'"],
  ['events.bought.purpose', { events: { bought: { purpose: 'to sell' } } }, "'to sell'"],
  ['events.bought.purpose', { events: { bought: { purpose: 7 } } }, "'7'"],
  ['events.bought.purpose', { events: { bought: { purpose: 'toString' } } }, "'toString'"],
  ['undeclared', { undeclared: true }, "'true'"],
  ['fields.x', { fields: { x: [] } }, 'not compiled'],
  ['fields.x', { fields: { x: ['or', 1] } }, 'not compiled'],
  ['fields.x', { fields: { x: { type: 'string', treatment: 'hash' } } }, 'put the plan through definePlan'],
  ['events.bought.props', { events: { bought: { props: 'all' } } }, "'all'"],
  ['plan', undefined, 'no object'],
  ['plan', null, "'null'"],
  ['plan', 'keep', "'keep'"],
  ['plan.event', { event: {} }, 'write events, fields, undeclared'],
  ['events', { events: ['bought'] }, "'bought'"],
  ['events.bought', { events: { bought: undefined } }, 'no object'],
  ['events.bought', { events: { bought: 'keep' } }, "'keep'"],
  ['events.bought.prop', { events: { bought: { prop: { price: 'keep' } } } }, 'write purpose, props'],
  ['events.bought.props', { events: { bought: { props: ['price'] } } }, "'price'"],
  ['fields', { fields: 'drop' }, "'drop'"],
])('says what is wrong with %s and how to mend it', (member, plan, said) => {
  let thrown: unknown
  try {
    checkCompiled(plan as unknown as Plan)
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBeInstanceOf(AskfirstError)
  const { code, message } = thrown as AskfirstError
  expect(code).toBe('plan-invalid')
  expect(message.startsWith(`${member}: `)).toBe(true)
  expect(message).toContain(said)
  expect(message).toMatch(/write keep, drop(, hash)?$|write \{ … \}|write (\w+, )+\w+$|name another purpose/)
})
