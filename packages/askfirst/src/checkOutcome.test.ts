import type { Outcome } from '@askfirst/formats'
import { expect, test } from 'vitest'
import { checkOutcome } from './checkOutcome.ts'

const DAY = 86_400_000

test.each<[string, unknown, Outcome]>([
  ['nothing', undefined, { kind: 'unknown' }],
  ['a promise', Promise.resolve(), { kind: 'unknown' }],
  ['a kind that every object has', { kind: 'constructor' }, { kind: 'unknown' }],
  ['a pause that is no number', { kind: 'retry', after: Number.NaN }, { kind: 'retry', after: undefined }],
  ['a pause without end', { kind: 'retry', after: Infinity }, { kind: 'retry', after: DAY }],
  ['a pause before now', { kind: 'unknown', after: -5 }, { kind: 'unknown', after: 0 }],
  [
    'fewer drops than none',
    { kind: 'acceptedWithDrops', drops: -3 },
    { kind: 'acceptedWithDrops', drops: 0 },
  ],
  [
    'more drops than events',
    { kind: 'acceptedWithDrops', drops: 9 },
    { kind: 'acceptedWithDrops', drops: 4 },
  ],
  ['drops as a text', { kind: 'acceptedWithDrops', drops: '1' }, { kind: 'acceptedWithDrops', drops: 1 }],
  ['drops that are none', { kind: 'acceptedWithDrops', drops: 'x' }, { kind: 'acceptedWithDrops', drops: 4 }],
  ['a drop without a reason', { kind: 'drop' }, { kind: 'drop', reason: 'refused' }],
  ['a reason that is none', { kind: 'drop', reason: '__proto__' }, { kind: 'drop', reason: 'refused' }],
  ['a reason', { kind: 'drop', reason: 'too_old' }, { kind: 'drop', reason: 'too_old' }],
  ['a stop without a reason', { kind: 'stop' }, { kind: 'stop', reason: 'the format says so' }],
])('%s', (_, outcome, read) => {
  expect(checkOutcome(outcome as Outcome, 4)).toEqual(read)
})
