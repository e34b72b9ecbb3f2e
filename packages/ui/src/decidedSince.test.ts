import type { ConsentSnapshot, PurposeState } from '@askfirst/consent'
import { expect, it } from 'vitest'
import { decidedSince } from './decidedSince.ts'

const snapshot = (seq: number, ...states: PurposeState[]): ConsentSnapshot => ({
  purposes: Object.fromEntries(states.map((state, i) => [`purpose${i}`, state])),
  reason: 'no-decision',
  seq,
  decidedAt: null,
  confirmed: seq > 0,
  signal: false,
})

it.each<[string, ConsentSnapshot, ConsentSnapshot, boolean]>([
  ['a first yes', snapshot(0, 'undecided'), snapshot(1, 'granted'), true],
  ['a yes that waits for its durable copy', snapshot(0, 'undecided'), snapshot(1, 'loading'), false],
  ['a no', snapshot(0, 'undecided'), snapshot(1, 'denied'), true],
  ['a record found late', snapshot(0, 'loading'), snapshot(4, 'granted'), true],
  ['a changed mind', snapshot(3, 'granted'), snapshot(4, 'denied'), true],
  ['no record found', snapshot(0, 'loading'), snapshot(0, 'undecided'), false],
  ['the same decision, confirmed', snapshot(3, 'loading'), snapshot(3, 'granted'), false],
  [
    'a decision about a part',
    snapshot(0, 'undecided', 'undecided'),
    snapshot(1, 'granted', 'undecided'),
    false,
  ],
])('%s', (_, opened, now, decided) => {
  expect(decidedSince(opened, now)).toBe(decided)
})
