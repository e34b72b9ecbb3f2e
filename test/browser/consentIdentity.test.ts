import { createHash, createHmac, hkdfSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { engines, type Tab } from '../support/browsers.ts'
import { openBrowser, type Shop, type StoredEvent, shopForEach } from './pages.ts'

const ID = 'Customer-4711'
/** A key that a site hands in: 32 bytes. */
const KEY = Buffer.from(Array.from({ length: 32 }, (_, at) => 7 * at))

let shop: Shop
shopForEach((opened) => {
  shop = opened
  shop.serve('/plain', { tag: 'data-banner' })
  shop.serve('/', { tag: 'data-banner data-purposes="measurement identity"' })
  const options = JSON.stringify({ hash: { linkableAcrossDevicesKey: KEY.toString('base64url') } })
  shop.serve('/keyed', { tag: `data-purposes="measurement identity" data-options='${options}'` })
})

describe.each(engines)('identify in $name', (engine) => {
  const open = async (context: Parameters<typeof openBrowser>[0], path: string): Promise<Tab> => {
    const tab = await (await openBrowser(context, engine)).newTab(shop.url + path)
    await tab.waitFor(() => 'inspect' in (window.askfirst ?? {}))
    return tab
  }
  const identify = (tab: Tab): Promise<void> =>
    tab.evaluate(async (id: string) => {
      window.askfirst.identify(id, { plan: 'large' })
      window.askfirst.track('seen')
      await window.askfirst.flush()
    }, ID)

  it('is a counted no-op where the purpose is not asked for, or not granted', async (context) => {
    const tab = await open(context, '/plain')
    await tab.evaluate(() => void window.askfirst.optIn())
    await identify(tab)
    await shop.stored(2)
    expect(await tab.evaluate(() => window.askfirst.inspect().dropped)).toEqual({ denied: 1 })
    await tab.goto(`${shop.url}/`)
    await tab.waitFor(() => window.askfirst?.consent?.allows('measurement'))
    // A yes to one purpose from an earlier page leaves the other one open.
    await identify(tab)
    await tab.evaluate(() => void window.askfirst.optOut(['identity']))
    await identify(tab)
    expect((await shop.stored(5)).map(({ name }) => name).sort()).toEqual([
      'page',
      'page',
      'seen',
      'seen',
      'seen',
    ])
    const { dropped, held } = await tab.evaluate(() => window.askfirst.inspect())
    expect([Object.values(dropped).reduce((sum, count) => sum + count, 0), held]).toEqual([2, 0])
    expect(shop.sent().filter(({ purpose }) => purpose !== 'measurement')).toEqual([])
  })

  it('leaves without its id where the code that hashes can’t be loaded', async (context) => {
    const tab = await open(context, '/')
    await tab.evaluate(() => void window.askfirst.optIn())
    shop.script('/askfirst-more.js', { status: 404 })
    await identify(tab)
    const [event] = named(await shop.stored(3), 'identify')
    expect(event?.props).toEqual({ plan: 'large' })
    expect((await tab.evaluate(() => window.askfirst.inspect())).scrubbed).toMatchObject({ unhashed: 1 })
    shop.script('/askfirst-more.js', undefined)
    await identify(tab)
    const [, again] = named(await shop.stored(5), 'identify')
    expect(again?.props).toEqual({ id: expect.stringMatching(/^[\w-]{22}$/), plan: 'large' })
  })

  it('arrives in a stream of its own, hashed, and a reset breaks the link', async (context) => {
    const tab = await open(context, '/')
    await tab.evaluate(() => void window.askfirst.optIn())
    await identify(tab)
    await identify(tab)
    const [first, again] = named(await shop.stored(5), 'identify')
    expect(first?.props).toEqual({ id: expect.stringMatching(/^[\w-]{22}$/), plan: 'large' })
    expect(again?.props['id']).toBe(first?.props['id'])
    expect([first?.purpose, again?.stream]).toEqual(['identity', first?.stream])
    const others = (await shop.stored()).filter(({ name }) => name !== 'identify')
    expect(new Set(others.map(({ purpose }) => purpose))).toEqual(new Set(['measurement']))
    expect(others.map(({ stream }) => stream)).not.toContain(first?.stream)

    // One that hashes, and one for each purpose that seals.
    const unreadable = { type: 'secret', extractable: false, exported: 'InvalidAccessError' }
    expect(await tab.evaluate(readKeys)).toEqual(
      ['AES-GCM', 'AES-GCM', 'HMAC'].map((name) => ({ ...unreadable, name })),
    )

    const before = new Set((await shop.stored()).map(({ stream }) => stream))
    await tab.evaluate(() => window.askfirst.reset())
    await identify(tab)
    const later = (await shop.stored(7)).filter(({ stream }) => !before.has(stream))
    expect(later.map(({ name }) => name).sort()).toEqual(['identify', 'seen'])
    expect(later.find(({ name }) => name === 'identify')?.props['id']).not.toBe(first?.props['id'])

    const wire = shop.requests
      .map(({ path, body, headers }) => path + body + JSON.stringify(headers))
      .join('\n')
    const digest = (text: string, form: 'hex' | 'base64' | 'base64url'): string =>
      createHash('sha256').update(text).digest(form).slice(0, 20)
    for (const id of [ID, ID.toLowerCase()]) {
      const forms = (['hex', 'base64', 'base64url'] as const).map((form) => digest(id, form))
      for (const form of [id, encodeURIComponent(id), ...forms]) expect(wire).not.toContain(form)
    }
  })

  it('is the same on two devices where the site has handed in a key, which is not stored', async (context) => {
    const idOn = async (path: string): Promise<unknown> => {
      const before = await shop.stored()
      const known = new Set(before.map(({ stream }) => stream))
      const tab = await open(context, path)
      await identify(tab)
      expect(await shop.stored()).toEqual(before)
      await tab.evaluate(() => void window.askfirst.optIn())
      await identify(tab)
      // Those that seal what waits, and none that hashes.
      if (path === '/keyed')
        for (const key of await tab.evaluate(readKeys)) expect(key).toMatchObject({ name: 'AES-GCM' })
      const later = (await shop.stored(before.length + 4)).filter(({ stream }) => !known.has(stream))
      return named(later, 'identify')[0]?.props['id']
    }
    const [first, second] = [await idOn('/keyed'), await idOn('/keyed')]
    expect(second).toBe(first)
    expect(first).toBe(onServer('identity', ID))
    const [apart, fromIt] = [await idOn('/'), await idOn('/')]
    expect(new Set([first, apart, fromIt]).size).toBe(3)
    expect(shop.requests.map(({ body }) => body).join()).not.toContain(KEY.toString('base64url'))
  })
})

/** What a server that has the key makes of the same value, as docs/bare-hash.md says it. */
function onServer(purpose: string, value: string): string {
  const label = 'askfirst/hash/1'
  const key = new Uint8Array(hkdfSync('sha256', KEY, '', `${label}\n${purpose}`, 32))
  const text = `${label}\n${value.normalize('NFC').trim().toLowerCase()}`
  return createHmac('sha256', key).update(text).digest().subarray(0, 16).toString('base64url')
}

function named(events: readonly StoredEvent[], wanted: string): StoredEvent[] {
  return events.filter(({ name }) => name === wanted)
}

/** For pages: what can be read of every key on the device. */
async function readKeys(): Promise<unknown[]> {
  const done = <R>(request: IDBRequest<R>): Promise<R> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await done(indexedDB.open('askfirst-queue'))
  const rows: unknown[] = []
  for (const name of database.objectStoreNames)
    rows.push(...(await done(database.transaction(name).objectStore(name).getAll())))
  database.close()
  const values = rows.flatMap((row) => [row, ...Object.values(Object(row))])
  const keys = values.filter((value) => value instanceof CryptoKey)
  return Promise.all(
    keys.map(async (key) => {
      const exported = await crypto.subtle.exportKey('raw', key).then(
        () => 'exported',
        (error: Error) => error.name,
      )
      return { type: key.type, name: key.algorithm.name, extractable: key.extractable, exported }
    }),
  )
}
