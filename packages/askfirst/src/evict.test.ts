import { expect, test } from 'vitest'
import { createEvict } from './evict.ts'

test('what could not be taken off the queue is not counted again when it is', async () => {
  const id = `${'1'.padStart(15, '0')}.stream.${'0'.padStart(15, '0')}.3.300.measurement`
  const lost: number[] = []
  let failing = true
  const evict = createEvict(
    { now: () => 10_000, locks: undefined },
    100,
    { open: async () => [{ id, chunk: undefined }] },
    (_, events) => void lost.push(events),
    async () => {
      if (failing) throw new Error('denied')
    },
  )
  await evict({ over: [id], notes: [] }).catch(() => undefined)
  failing = false
  await evict({ over: [id], notes: [] })
  expect(lost).toEqual([3])
})
