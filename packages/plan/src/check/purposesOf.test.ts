import { expect, test } from 'vitest'
import { definePlan } from '../author/definePlan.ts'
import { number, oneOf, string } from '../author/fields.ts'
import { purposesOf } from './purposesOf.ts'

test('a plan by purpose: kinds of data, and the longest retention', () => {
  const plan = definePlan({
    events: {
      signup: {
        why: 'w',
        retention: '90d',
        props: {
          tier: oneOf('free', 'pro').category('commerce').retention('1y'),
          seats: number(),
          gone: string().drop().category('contact').retention('9y'),
          allergy: oneOf('nuts').hash().category('health').purpose('care'),
        },
      },
      sold: { purpose: 'sales', props: { price: 'keep' } },
    },
  })
  expect(purposesOf(plan)).toEqual([
    { id: 'measurement', data: ['commerce', 'usage'], retentionDays: 365 },
    { id: 'sales', data: ['usage'], retentionDays: undefined },
    { id: 'care', data: ['health'], retentionDays: 90 },
  ])
  expect(purposesOf(definePlan({}))).toEqual([])
})
