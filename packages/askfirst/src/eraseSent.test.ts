import { expect, test } from 'vitest'
import { eraseSent } from './eraseSent.ts'
import type { Parts } from './parts.ts'

test('an erasure tells of what waited for its stream as of what waited in the queue', async () => {
  const dropped: Record<string, number> = { denied: 4 }
  const parts = {
    counts: { dropped },
    settings: { endpoint: 'https://collector.example/v1/events' },
    chunker: { lanes: new Map([['measurement', { next: 0, waiting: [{}] }]]) },
    // As follow.ts does: what waits ends with its stream, and is counted.
    consent: {
      lastNo: () => -1,
      renew: () => {
        dropped['denied'] = 5
      },
    },
    queue: { streams: async () => [], purge: async () => 2 },
  }
  expect(await eraseSent(parts as unknown as Parts)).toEqual({
    removed: 3,
    streams: 0,
    collector: 'nothing-sent',
  })
})
