import { definePlan, number, oneOf, string } from '@askfirst/plan'
import { expect, test } from 'vitest'
import { readOptions } from './readOptions.ts'

const terms = { why: 'To see what sells.', retention: '90d' } as const
const plan = definePlan({
  events: {
    signup: {
      ...terms,
      props: {
        age: number().generalize([18, 65]),
        account: string().hash(),
        mail: string().hash({ rotate: '30d' }),
        device: string().tokenize(),
        allergy: oneOf('nuts', 'none').hash().category('health').purpose('care'),
      },
    },
  },
})

test('a defined plan is put to work as it is; hashes and tokens are left to the chunk step', () => {
  const { plan: compiled } = readOptions({ endpoint: '/v1/events', plan })
  const draft = { name: 'signup', purpose: 'measurement', at: 1, decision: 1, hashed: {}, declared: [] }
  const scrubbed = {}
  const props = { age: 30, account: 'a', mail: 'm', device: 'd', allergy: 'nuts', other: 1 }
  expect(compiled?.apply({ ...draft, props }, scrubbed)).toEqual({
    ...draft,
    props: { age: '18-65' },
    hashed: { account: 'a', mail: 'm', device: 'd' },
    tokens: ['device'],
    rotate: { account: 0, mail: 30 },
    declared: ['age'],
  })
  expect(scrubbed).toEqual({ undeclared: 1 })
})

test('a field under a purpose of its own leaves as an event of its own, and the others without it', () => {
  const { plan: compiled } = readOptions({ endpoint: '/v1/events', plan })
  const props = { age: 30, allergy: 'nuts' }
  expect(compiled?.purposesOf('signup', props)).toEqual(['measurement', 'care'])
  expect(compiled?.purposesOf('signup', { age: 30 })).toEqual(['measurement'])
  const draft = { name: 'signup', at: 1, decision: 1, hashed: {}, declared: [], props }
  expect(compiled?.apply({ ...draft, purpose: 'care' }, {})).toEqual({
    ...draft,
    purpose: 'care',
    props: {},
    hashed: { allergy: 'nuts' },
    tokens: [],
    rotate: { allergy: 0 },
  })
  expect(compiled?.apply({ ...draft, purpose: 'measurement' }, {})?.hashed).toEqual({})
})
