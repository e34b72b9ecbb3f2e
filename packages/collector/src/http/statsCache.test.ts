import { describe, expect, it } from 'vitest'
import type { Stats } from '../store/stats.ts'
import { createStatsCache } from './statsCache.ts'

describe('createStatsCache', () => {
  it('asks the store at most a tenth of the time, for each site and span by itself', async () => {
    let now = 0
    const asked: string[] = []
    const stats = async (site: string, hours: number): Promise<Stats> => {
      asked.push(`${site} ${hours}`)
      now += 200
      return { site } as Stats
    }
    const cached = createStatsCache({ stats }, () => now)
    await Promise.all([cached('a', 1), cached('a', 1), cached('a', 1)])
    now += 1_799
    await cached('a', 1)
    expect(asked).toEqual(['a 1'])
    now += 1
    await cached('a', 1)
    await cached('a', 24)
    await cached('b', 1)
    expect(asked).toEqual(['a 1', 'a 1', 'a 24', 'b 1'])
  })

  it('asks again after a failure', async () => {
    let fails = true
    const stats = async (): Promise<Stats> => {
      if (fails) throw new Error('gone')
      return { site: 'a' } as Stats
    }
    const cached = createStatsCache({ stats }, () => 0)
    await expect(cached('a', 1)).rejects.toThrow('gone')
    fails = false
    expect(await cached('a', 1)).toEqual({ site: 'a' })
  })
})
