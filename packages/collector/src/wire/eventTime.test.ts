import { describe, expect, it } from 'vitest'
import { eventTime, SKEW_TOLERANCE } from './eventTime.ts'

const RECEIVED = 1_790_000_000_000
const HOUR = 3_600_000

describe('eventTime', () => {
  it('leaves the device its time where the clocks agree well enough', () => {
    expect(eventTime(RECEIVED - 5_000, RECEIVED - SKEW_TOLERANCE, RECEIVED)).toBe(RECEIVED - 5_000)
  })

  it.each([
    ['behind', -HOUR],
    ['ahead', HOUR],
  ])('moves the time of a device whose clock is %s', (_, skew) => {
    const sentAt = RECEIVED + skew
    expect(eventTime(sentAt - 5_000, sentAt, RECEIVED)).toBe(RECEIVED - 5_000)
  })

  it('never puts an event into the future or before the epoch', () => {
    expect(eventTime(RECEIVED + 30_000, RECEIVED, RECEIVED)).toBe(RECEIVED)
    expect(eventTime(0, RECEIVED + HOUR, RECEIVED)).toBe(0)
  })
})
