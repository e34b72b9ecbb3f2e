import { describe, expect, it } from 'vitest'
import { TokenBucket } from './tokenBucket.ts'

describe('TokenBucket', () => {
  it('lets a minute’s worth pass at once and then fills evenly', () => {
    let now = 0
    const bucket = new TokenBucket(60, () => now)
    expect(bucket.take(60)).toBe(0)
    expect(bucket.take(5)).toBe(5_000)
    now = 4_000
    expect(bucket.take(5)).toBeCloseTo(1_000)
    now = 5_000
    expect(bucket.take(5)).toBe(0)
  })

  it('lets a request larger than itself pass when full, and makes the next ones wait for it', () => {
    let now = 0
    const bucket = new TokenBucket(60, () => now)
    expect(bucket.take(120)).toBe(0)
    expect(bucket.take(1)).toBe(61_000)
    now = 61_000
    expect(bucket.take(1)).toBe(0)
  })

  it('survives a clock that is set back', () => {
    let now = 1_000_000
    const bucket = new TokenBucket(60, () => now)
    bucket.take(60)
    now = 0
    expect(bucket.take(1)).toBe(1_000)
    now = 1_000
    expect(bucket.take(1)).toBe(0)
  })
})
