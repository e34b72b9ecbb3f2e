import { expect, it } from 'vitest'
import type { NewConfig } from './configs.ts'
import type { EventStore } from './eventStore.ts'

const NOW = Date.parse('2026-11-22T12:00:00.123Z')

/** What every store must do with what site owners publish. */
export function configContract(store: () => EventStore, freshSite: () => string): void {
  const delivered = async (): Promise<void> => {}

  it('keeps every version with who, when and what it changes', async () => {
    const site = freshSite()
    expect(await store().configDocument(site)).toBeUndefined()
    expect(await store().configHistory(site, 10)).toEqual([])
    const first = await store().publishConfig(site, config(0), delivered)
    expect(first).toEqual({
      version: 1,
      at: NOW,
      by: 'Ada',
      change: { class: 'cosmetic', purposes: [] },
      restores: null,
    })
    const change = { class: 'material', purposes: ['identity', 'a, "b"'] }
    const second = await store().publishConfig(
      site,
      config(1, { by: 'Łukasz “Lu”', change, restores: 1, document: '{"n":2}' }),
      delivered,
    )
    expect(second?.version).toBe(2)
    expect(await store().configHistory(site, 10)).toEqual([second, first])
    expect(await store().configHistory(site, 1)).toEqual([second])
    expect(await store().configDocument(site)).toEqual({ ...second, document: '{"n":2}' })
    expect(await store().configDocument(site, 1)).toEqual({ ...first, document: '{"n":1}' })
    expect(await store().configDocument(site, 3)).toBeUndefined()
    expect(await store().configDocument(freshSite())).toBeUndefined()
  })

  it('publishes nothing that was based on another version, and delivers nothing of it', async () => {
    const site = freshSite()
    let deliveries = 0
    const deliver = async (): Promise<void> => {
      deliveries++
    }
    await store().publishConfig(site, config(0), deliver)
    expect(await store().publishConfig(site, config(0), deliver)).toBeUndefined()
    expect(await store().publishConfig(site, config(2), deliver)).toBeUndefined()
    expect(deliveries).toBe(1)
    expect(await store().configHistory(site, 10)).toHaveLength(1)
  })

  it('lets one win of those who publish at once', async () => {
    const site = freshSite()
    const order: string[] = []
    const tries = Array.from({ length: 6 }, (_, n) =>
      store().publishConfig(
        site,
        config(0, { by: `author ${n}` }),
        async () => void order.push(`author ${n}`),
      ),
    )
    const won = (await Promise.all(tries)).filter((version) => version !== undefined)
    expect(won).toHaveLength(1)
    expect(order).toEqual([won[0]?.by])
    expect((await store().configDocument(site))?.by).toBe(won[0]?.by)
  })

  it('keeps nothing that could not be delivered', async () => {
    const site = freshSite()
    const failing = store().publishConfig(site, config(0), async () => {
      throw new Error('disk full')
    })
    await expect(failing).rejects.toThrow('disk full')
    expect(await store().configHistory(site, 10)).toEqual([])
    expect((await store().publishConfig(site, config(0), delivered))?.version).toBe(1)
  })
}

function config(basedOn: number, change: Partial<NewConfig> = {}): NewConfig {
  return {
    basedOn,
    at: NOW,
    by: 'Ada',
    change: { class: 'cosmetic', purposes: [] },
    restores: null,
    document: '{"n":1}',
    ...change,
  }
}
