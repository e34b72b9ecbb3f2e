import { afterAll, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest'
import { engines, type Tab } from '../support/browsers.ts'
import { openBrowser, type Pages, type Shop, startPages } from './pages.ts'

const FILE = '/askfirst-outbox.js'

let pages: Pages
let shop: Shop
beforeAll(async () => {
  pages = await startPages()
})
beforeEach(async () => {
  shop = await pages.open()
  shop.serve('/')
})
afterAll(() => pages.stop())

const asked = (): number => shop.requests.filter(({ path }) => path.startsWith(FILE)).length
const sent = (): string[] => shop.requests.filter(({ method }) => method === 'POST').map(({ path }) => path)
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

describe.each(engines)('the outbox in $name', (engine) => {
  const open = async (context: TestContext): Promise<Tab> =>
    ready(await (await openBrowser(context, engine)).newTab(`${shop.url}/`))

  it('is in the page after a yes, and neither before nor after a no', async (context) => {
    const tab = await open(context)
    await tab.evaluate(() => window.askfirst.track('early'))
    await pause(500)
    expect(asked()).toBe(0)
    await tab.evaluate(() => window.askfirst.optIn())
    await shop.stored(2)
    expect(asked()).toBe(1)
    const before = asked()
    await tab.goto(`${shop.url}/`)
    await ready(tab)
    await shop.stored(3)
    expect(asked()).toBe(before + 1)
    await tab.evaluate(() => window.askfirst.optOut())
    await tab.goto(`${shop.url}/`)
    await ready(tab)
    await pause(500)
    expect(asked()).toBe(before + 1)
  })

  it('may come late: what is captured meanwhile waits in memory, and arrives once', async (context) => {
    shop.script(FILE, { delay: 800 })
    const tab = await open(context)
    const held = await tab.evaluate(() => {
      void window.askfirst.optIn()
      for (let n = 0; n < 20; n++) window.askfirst.track('meanwhile', { n })
      return window.askfirst.inspect()
    })
    expect([held.held, held.queued.events]).toEqual([21, 0])
    const events = await shop.stored(21)
    expect(events.filter(({ name }) => name === 'meanwhile').map(({ props }) => props['n'])).toEqual(
      Array.from({ length: 20 }, (_, n) => n),
    )
    expect(await tab.evaluate(() => window.askfirst.inspect().dropped)).toEqual({})
  })

  it('brings detectors that the script has not: what was held before them is judged by them too', async (context) => {
    shop.script(FILE, { delay: 400 })
    const tab = await open(context)
    const plate = 'B-XY 1234'
    await tab.evaluate((plate: string) => {
      window.askfirst.track('before', { kennzeichen: plate, n: 1 })
      void window.askfirst.optIn()
    }, plate)
    await shop.stored(2)
    await tab.evaluate((plate: string) => window.askfirst.track('after', { kennzeichen: plate, n: 2 }), plate)
    const events = (await shop.stored(3)).filter(({ name }) => name !== 'page')
    expect(events.map(({ name, props }) => [name, props])).toEqual([
      ['before', { n: 1 }],
      ['after', { n: 2 }],
    ])
    expect((await tab.evaluate(() => window.askfirst.inspect())).scrubbed).toMatchObject({ key: 2 })
  })

  it('meets a no that came while it was on its way: nothing is kept, nothing is sent', async (context) => {
    shop.script(FILE, { delay: 800 })
    const tab = await open(context)
    const [report, dropped] = await tab.evaluate(async () => {
      void window.askfirst.optIn()
      window.askfirst.track('meanwhile')
      await new Promise((done) => setTimeout(done, 200))
      const report = await window.askfirst.optOut()
      return [report, window.askfirst.inspect().dropped] as const
    })
    expect(report).toEqual({ removed: 0, inFlight: 0, remaining: [] })
    expect(dropped).toEqual({ denied: 2 })
    await pause(1_500)
    expect(sent()).toEqual([])
    expect(await tab.evaluate(queues)).toEqual([])
  })

  it('is asked for again where it could not be loaded, and nothing that waits is lost', async (context) => {
    shop.script(FILE, { status: 503 })
    const tab = await open(context)
    await tab.evaluate(() => {
      void window.askfirst.optIn()
      window.askfirst.track('meanwhile')
    })
    await pause(500)
    expect([asked(), await tab.evaluate(() => window.askfirst.inspect().held)]).toEqual([1, 2])
    shop.script(FILE, undefined)
    expect(await shop.stored(2)).toHaveLength(2)
    // A no where it never came deletes without it.
    await tab.evaluate(() => window.askfirst.optOut())
    expect(await tab.evaluate(queues)).toEqual([])
  })

  it('is not needed to delete what an earlier page has left under a no', async (context) => {
    const tab = await open(context)
    await tab.evaluate(() => window.askfirst.optOut())
    await tab.evaluate(
      () =>
        new Promise<void>((done) => {
          const opening = indexedDB.open('askfirst-queue')
          opening.onsuccess = () => {
            opening.result.close()
            done()
          }
        }),
    )
    expect(await tab.evaluate(queues)).toEqual(['askfirst-queue'])
    await tab.goto(`${shop.url}/`)
    await tab.waitFor(
      async () => !(await indexedDB.databases()).some(({ name }) => name === 'askfirst-queue'),
    )
    expect(asked()).toBe(0)
  })
})

async function ready(tab: Tab): Promise<Tab> {
  await tab.waitFor(() => 'inspect' in (window.askfirst ?? {}))
  return tab
}

/** For pages: the queue's databases on the device. */
async function queues(): Promise<(string | undefined)[]> {
  const names = (await indexedDB.databases()).map(({ name }) => name)
  return names.filter((name) => name === 'askfirst-queue')
}
