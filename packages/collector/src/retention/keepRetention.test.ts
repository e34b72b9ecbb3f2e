import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepRetention } from './keepRetention.ts'

const HOUR = 3_600_000

describe('keepRetention', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-20T22:30:00Z') }))
  afterEach(() => void vi.useRealTimers())

  it('looks at once, and once a day after that', async () => {
    const expire = vi.fn(async () => new Map([['shop', 3]]))
    const told = vi.fn()
    const retention = keepRetention({ expire }, Date.now, () => {}, told)
    await vi.advanceTimersByTimeAsync(HOUR)
    expect(expire).toHaveBeenCalledTimes(1)
    expect(told.mock.calls).toEqual([['shop', 3]])
    await vi.advanceTimersByTimeAsync(24 * HOUR)
    expect(expire.mock.calls).toEqual([
      [Date.parse('2026-11-20T22:30:00Z')],
      [Date.parse('2026-11-21T00:30:00Z')],
    ])
    await retention.stop()
    await vi.advanceTimersByTimeAsync(48 * HOUR)
    expect(expire).toHaveBeenCalledTimes(2)
  })

  it('tries again an hour later what failed, and logs the code alone', async () => {
    const logged: string[] = []
    const expire = vi
      .fn<(now: number) => Promise<Map<string, number>>>()
      .mockRejectedValueOnce(Object.assign(new Error('quotes ada@example.org'), { code: '57014' }))
      .mockResolvedValue(new Map())
    const retention = keepRetention({ expire }, Date.now, (line) => logged.push(line), vi.fn())
    await vi.advanceTimersByTimeAsync(0)
    expect(logged).toEqual(['store: what is over its retention could not be deleted (57014)'])
    await vi.advanceTimersByTimeAsync(HOUR)
    expect(expire).toHaveBeenCalledTimes(2)
    expect(logged).toHaveLength(1)
    await retention.stop()
  })

  it('ends when what runs has ended, and begins nothing beside it', async () => {
    let end: (gone: Map<string, number>) => void = () => {}
    const expire = vi.fn(
      () =>
        new Promise<Map<string, number>>((done) => {
          end = done
        }),
    )
    const retention = keepRetention({ expire }, Date.now, () => {}, vi.fn())
    await vi.advanceTimersByTimeAsync(30 * HOUR)
    expect(expire).toHaveBeenCalledTimes(1)
    let stopped = false
    const stopping = retention.stop().then(() => {
      stopped = true
    })
    await vi.advanceTimersByTimeAsync(0)
    expect(stopped).toBe(false)
    end(new Map())
    await stopping
    expect(stopped).toBe(true)
  })
})
