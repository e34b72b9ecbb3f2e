import { cpSync, lstatSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, engines, launch, type Tab } from '../support/browsers.ts'
import { findInProfile } from '../support/profile.ts'
import { skipBecause } from '../support/skipBecause.ts'
import { allOnce, arrivals, sayYes } from './deliveryPages.ts'
import { openBrowser, type Pages, type Shop, startPages } from './pages.ts'
import { type Dump, readQueue } from './readQueue.ts'

const EVENTS = 40
const NAME = 'whispered-aloud'
const VALUE = 'camomile-sealed-4711'

let pages: Pages
beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

describe('what waits on the device is sealed', () => {
  it.for(engines)('$name: neither an event nor a secret can be read', async (engine, context) => {
    skipBecause(context, engine.skip)
    const shop = await pages.open()
    shop.serve('/')
    let browser = await launch(engine)
    context.onTestFinished(() => browser.kill())
    let tab = await browser.newTab(`${shop.url}/`)
    await sayYes(tab, shop)
    const dump = await whisper(tab, shop)
    expect(dump.keys.map(([kind]) => kind).filter((kind) => 'ces'.includes(kind!))).toEqual(['c', 'e', 's'])
    expect(dump.cryptoKeys).toEqual([{ name: 'AES-GCM', extractable: false, exported: false }])

    await browser.kill()
    const left = copyOf(browser)
    context.onTestFinished(() => rmSync(left, { recursive: true, force: true }))
    shop.script('/v1/', undefined)
    if (browser.persistent) browser = await launch(engine, { profileDir: browser.profileDir })
    else browser = await launch(engine)
    tab = await browser.newTab(`${shop.url}/`)
    if (browser.persistent) {
      await shop.stored(EVENTS + 2, 60_000)
      expect(arrivals(await shop.stored(), NAME, EVENTS)).toEqual(allOnce(EVENTS))
    } else await sayYes(tab, shop)

    // Only an erasure tells the secrets, and it tells those of the first page: they could be opened again.
    const report = await tab.evaluate(() => window.askfirst.erase())
    expect(report).toMatchObject({ collector: 'erased', streams: browser.persistent ? 2 : 1 })
    const erased = shop.requests.find(({ path }) => path === '/v1/erase')!
    const { streams } = JSON.parse(erased.body) as { streams: { secret: string }[] }
    const secrets = streams.map(({ secret }) => secret)
    for (const text of [NAME, VALUE, 'props', ...secrets]) expect(dump.text).not.toContain(text)
    expect(findInProfile(left, [NAME, VALUE, ...secrets])).toEqual([])
  })

  it.for(engines)('$name: a no deletes the keys of its purposes, and no others', async (engine, context) => {
    const shop = await pages.open()
    shop.serve('/', { tag: 'data-purposes="measurement identity"' })
    const tab = await (await openBrowser(context, engine)).newTab(`${shop.url}/`)
    await sayYes(tab, shop)
    await tab.evaluate(() => window.askfirst.identify('visitor'))
    const before = await whisper(tab, shop)
    const purposesOf = ({ keys }: Dump, kind: string): string[] =>
      keys.filter((key) => key[0] === kind).map((key) => key.slice(1).split('.')[0]!)
    expect([purposesOf(before, 'e'), purposesOf(before, 'k')]).toEqual([
      ['identity', 'measurement'],
      ['identity'],
    ])
    await tab.evaluate(() => window.askfirst.optOut(['identity']))
    const after = await tab.evaluate(readQueue)
    expect([purposesOf(after, 'e'), purposesOf(after, 'k')]).toEqual([['measurement'], []])
    expect(after.text).not.toContain('identity')
    await tab.evaluate(() => window.askfirst.optOut())
    await tab.waitFor(async () => {
      const databases = await indexedDB.databases()
      return !databases.some(({ name }) => name === 'askfirst-queue')
    })
  })
})

/** Tracks events while the collector can't be reached, and reads what is then on the device. */
async function whisper(tab: Tab, shop: Shop): Promise<Dump> {
  shop.script('/v1/', { reset: 'now' })
  await tab.evaluate(
    async (name, value, count) => {
      for (let n = 0; n < count; n++) window.askfirst.track(name, { n, value })
      await window.askfirst.flush()
    },
    NAME,
    VALUE,
    EVENTS,
  )
  await tab.waitFor(() => window.askfirst.inspect().queued.events > 0)
  expect((await tab.evaluate(() => window.askfirst.inspect())).mode).toBe('indexeddb')
  return tab.evaluate(readQueue)
}

/** A copy of what a browser that has ended left on disk. */
function copyOf({ profileDir }: Browser): string {
  const copy = mkdtempSync(join(process.env['ASKFIRST_TEST_DIR'] ?? tmpdir(), 'left-'))
  const filter = (path: string): boolean => {
    const entry = lstatSync(path)
    return entry.isFile() || entry.isDirectory()
  }
  cpSync(profileDir, copy, { recursive: true, filter })
  return copy
}
