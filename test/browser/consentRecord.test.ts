import type { ConsentSnapshot } from '@askfirst/consent'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, engines, launch, type Tab } from '../support/browsers.ts'
import { skipBecause } from '../support/skipBecause.ts'
import { openBrowser, type Pages, type Shop, startPages } from './pages.ts'

const KEY = 'askfirst-consent'

let pages: Pages
beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

async function openShop(): Promise<Shop> {
  const shop = await pages.open()
  shop.serve('/', { tag: 'data-banner data-page-views="false"' })
  shop.page('/plain', '<!doctype html><title>Plain</title>')
  return shop
}

describe('the decision record over a SIGKILL', () => {
  // Real time on a machine that may be busy: a run in which the browser was too slow to begin is made again.
  it.for(engines)('$name keeps a yes, then a no, 100 ms old', { retry: 2 }, async (engine, context) => {
    const shop = await openShop()
    let browser = await openBrowser(context, engine)
    skipBecause(context, browser.persistent ? undefined : 'this WebKit host keeps no profile')
    const { profileDir } = browser
    let tab = await loaded(browser, shop)
    const restart = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 100))
      await browser.kill()
      browser = await launch(engine, { profileDir })
      tab = await loaded(browser, shop)
    }
    try {
      await tab.evaluate(() => void window.askfirst.optIn())
      await restart()
      expect(await settled(tab)).toMatchObject({
        purposes: { measurement: 'granted' },
        reason: 'stored-record',
        seq: 1,
      })
      // Something to send, so that a no which is forgotten would be seen.
      shop.script('/v1/', { status: 503, headers: { 'retry-after': '1' } })
      await tab.evaluate(async () => {
        window.askfirst.track('before-the-no')
        await window.askfirst.flush()
      })
      expect(await tab.evaluate(() => window.askfirst.inspect())).toMatchObject({
        mode: 'indexeddb',
        queued: { events: 1 },
      })
      await tab.evaluate(() => void window.askfirst.optOut())
      const time = Date.now()
      await restart()
      shop.script('/v1/', undefined)
      expect(await settled(tab)).toMatchObject({
        purposes: { measurement: 'denied' },
        reason: 'stored-record',
        seq: 2,
      })
      await sendsNothing(tab, shop)
      expect(shop.since(time).filter(({ method }) => method !== 'GET')).toEqual([])
      expect(await shop.stored()).toEqual([])
      await tab.waitFor(async () => (await indexedDB.databases()).length === 1)
    } finally {
      await browser.kill()
    }
  })
})

describe.each(engines)('the two copies in $name', (engine) => {
  let browser: Browser
  let shop: Shop
  let tab: Tab
  beforeAll(async () => {
    if (!engine.skip) browser = await launch(engine)
  })
  beforeEach(async (context) => {
    skipBecause(context, engine.skip)
    shop = await openShop()
    tab = await loaded(browser, shop)
  })
  afterAll(() => browser?.kill())

  const decide = async (...choices: ('optIn' | 'optOut')[]): Promise<void> => {
    if (!choices.length) return
    for (const choice of choices)
      await tab.evaluate((name: 'optIn' | 'optOut') => void window.askfirst[name](), choice)
    await tab.waitFor(() => window.askfirst.consent.snapshot().confirmed)
  }
  /** Changes the copies from a page without the SDK, and comes back. */
  const tamper = async (sync: string | null, dropDurable = false): Promise<void> => {
    await tab.goto(`${shop.url}/plain`)
    await tab.evaluate(
      async (key: string, text: string | null, drop: boolean) => {
        if (text === null) localStorage.clear()
        else localStorage.setItem(key, text)
        if (drop)
          await new Promise((resolve, reject) => {
            const deletion = indexedDB.deleteDatabase(key)
            deletion.onsuccess = resolve
            deletion.onerror = () => reject(deletion.error)
          })
      },
      KEY,
      sync,
      dropDurable,
    )
    await tab.goto(`${shop.url}/`)
    await tab.waitFor(() => 'inspect' in window.askfirst)
  }

  it('restores the synchronous copy that a page has cleared', async () => {
    await decide('optIn')
    await tamper(null)
    expect(await settled(tab)).toMatchObject({
      purposes: { measurement: 'granted' },
      seq: 1,
      confirmed: true,
    })
    expect(await tab.evaluate((key: string) => localStorage.getItem(key), KEY)).toContain('"seq":1')
    await tab.evaluate(() => window.askfirst.track('arrives'))
    expect((await shop.stored(1)).map(({ name }) => name)).toEqual(['arrives'])
  })

  it('asks again where both are gone', async () => {
    await decide('optIn')
    await tamper(null, true)
    await tab.waitFor(() => document.querySelector('askfirst-banner') !== null)
    expect(await settled(tab)).toMatchObject({
      purposes: { measurement: 'undecided' },
      reason: 'no-decision',
      seq: 0,
    })
    await sendsNothing(tab, shop)
    expect(await shop.stored()).toEqual([])
  })

  it('believes no synchronous yes that is not newer than the durable no', async () => {
    await decide('optIn')
    const yes = await tab.evaluate((key: string) => localStorage.getItem(key), KEY)
    await decide('optOut')
    for (const forged of [yes, JSON.stringify({ ...JSON.parse(yes ?? ''), seq: 2 })]) {
      await tamper(forged)
      await sendsNothing(tab, shop)
      await tab.waitFor(() => window.askfirst.consent.snapshot().confirmed)
      expect(await settled(tab)).toMatchObject({ purposes: { measurement: 'denied' }, seq: 2 })
    }
    expect(shop.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it.each([
    ['alone', []],
    ['beside a durable no', ['optIn', 'optOut']],
    ['beside a durable yes', ['optIn']],
  ] as const)('keeps the gate shut over a corrupt synchronous copy %s', async (_, choices) => {
    await decide(...choices)
    await tamper('{"v":1,"seq":')
    await sendsNothing(tab, shop)
    await settled(tab)
    expect(await tab.evaluate(() => window.askfirst.consent.allows('measurement'))).toBe(false)
    expect(shop.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })
})

async function loaded(browser: Browser, shop: Shop): Promise<Tab> {
  const tab = await browser.newTab(`${shop.url}/`)
  await tab.waitFor(() => 'inspect' in window.askfirst)
  return tab
}

/** The state once the record has been read. */
async function settled(tab: Tab): Promise<ConsentSnapshot> {
  await tab.waitFor(() => !Object.values(window.askfirst.consent.snapshot().purposes).includes('loading'))
  return tab.evaluate(() => window.askfirst.consent.snapshot())
}

/** Gives the page every occasion to send: a flush, the timer of a batch, its end. */
async function sendsNothing(tab: Tab, shop: Shop): Promise<void> {
  await tab.evaluate(async () => {
    window.askfirst.track('not-allowed')
    await window.askfirst.flush()
    // longer than the age at which a batch is sent
    await new Promise((resolve) => setTimeout(resolve, 3_500))
    await window.askfirst.flush()
  })
  await tab.goto(`${shop.url}/plain`)
  await tab.goto(`${shop.url}/`)
  await tab.waitFor(() => 'inspect' in window.askfirst)
}
