import type { Lost } from '@askfirst/formats'
import { expect, test } from 'vitest'
import type { Chunk } from './chunk.ts'
import { mergeNotes } from './mergeNotes.ts'

const note = (id: string, stream: string, ...lost: Lost[]): Chunk =>
  ({ id, stream: { id: stream }, count: 0, lost }) as Chunk

test('the notes of a stream become one, their ranges joined by reason', () => {
  const notes = [
    note('a', 'one', { reason: 'queue_full', ranges: [[0, 4]] }),
    note('b', 'two', { reason: 'queue_full', ranges: [[5, 9]] }),
    note('c', 'one', { reason: 'too_old', ranges: [[20, 29]] }, { reason: 'queue_full', ranges: [[10, 14]] }),
    note('d', 'one', { reason: 'queue_full', ranges: [[5, 9]] }),
  ]
  expect(mergeNotes(notes)).toEqual([
    note('d', 'one', { reason: 'queue_full', ranges: [[0, 14]] }, { reason: 'too_old', ranges: [[20, 29]] }),
    note('b', 'two', { reason: 'queue_full', ranges: [[5, 9]] }),
  ])
  expect(notes[0]!.lost).toEqual([{ reason: 'queue_full', ranges: [[0, 4]] }])
})
