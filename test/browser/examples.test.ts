import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Collector, createCollector } from '@askfirst/collector'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, engines, launch, type Tab } from '../support/browsers.ts'
import { poll } from '../support/poll.ts'
import { type Site, startSite } from '../support/site.ts'
import { ACCEPT, type StoredEvent } from './pages.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const TOKEN = 'example-tests-admin-token'
const SPA_ROUTES = ['/', '/teas', '/about']

const folder = mkdtempSync(join(process.env['ASKFIRST_TEST_DIR'] ?? tmpdir(), 'examples-'))

beforeAll(() => {
  copyFileSync(join(ROOT, 'examples/script-tag/index.html'), join(folder, 'index.html'))
  // Like in `startPages`: other files than the built ones, to see this suite go red.
  const files = process.env['ASKFIRST_TEST_FILES'] ?? join(ROOT, 'packages/askfirst/dist')
  copyFileSync(join(files, 'askfirst.js'), join(folder, 'askfirst.js'))
  copyFileSync(join(ROOT, 'packages/askfirst/dist/askfirst-outbox.js'), join(folder, 'askfirst-outbox.js'))
  copyFileSync(join(ROOT, 'packages/askfirst/dist/askfirst-more.js'), join(folder, 'askfirst-more.js'))
  copyFileSync(join(ROOT, 'packages/ui/dist/askfirst-banner.js'), join(folder, 'askfirst-banner.js'))
  const spa = join(ROOT, 'examples/spa-vite')
  const built = spawnSync(
    join(spa, 'node_modules/.bin/vite'),
    ['build', '--logLevel', 'warn', '--outDir', join(folder, 'spa')],
    { cwd: spa, encoding: 'utf8' },
  )
  if (built.status !== 0) throw new Error(`vite build failed:\n${built.stdout}${built.stderr}`)
})

describe.each(engines)('the examples in $name', (engine) => {
  let browser: Browser
  let collector: Collector
  let address: string
  let site: Site
  let tab: Tab
  beforeAll(async () => {
    collector = await createCollector({
      // Neither example names a site: the SDK then names the host of the page.
      sites: [{ key: '127.0.0.1', origins: ['self'] }],
      dataDir: join(folder, `data-${engine.name}`),
      adminToken: TOKEN,
    })
    address = (await collector.listen({ port: 0 })).url.replace(/\/$/, '')
    browser = await launch(engine)
    tab = await browser.newTab()
  })
  afterAll(async () => {
    await browser.close()
    await collector.close()
  })
  beforeEach(async () => {
    site = await startSite()
    site.proxy('/v1/', address)
  })
  afterEach(() => site.stop())

  /** Events of this test's origin on, by `[name, path or props]`, once there are so many. */
  const stored = async (since: number, count: number): Promise<StoredEvent[]> => {
    const probe = async (): Promise<StoredEvent[] | undefined> => {
      const reply = await fetch(`${address}/v1/export?from=${since}`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      })
      const lines = (await reply.text()).split('\n').filter(Boolean)
      const events = lines.map((line) => JSON.parse(line) as StoredEvent)
      return events.length >= count ? events.sort((a, b) => a.at - b.at || a.seq - b.seq) : undefined
    }
    return poll(`${count} events at the collector`, probe, 15_000)
  }
  const posts = (): number => site.requests.filter(({ path }) => path.startsWith('/v1/')).length

  it.skipIf(engine.skip)('script-tag: banner, yes, page view, a press', async () => {
    const since = Date.now()
    site.folder('/', folder)
    await tab.goto(`${site.url}/`)
    await tab.click('#track')
    await tab.waitFor(() => document.querySelector('askfirst-banner') !== null)
    expect(posts()).toBe(0)
    await tab.click(ACCEPT)
    await tab.waitFor(() => document.querySelector('askfirst-banner') === null)
    await tab.click('#track')
    const events = await stored(since, 3)
    expect(events.map(({ name }) => name)).toEqual(['page', 'pressed', 'pressed'])
    expect(events[0]!.props).toMatchObject({ url: `${site.url}/`, title: 'Askfirst by script tag' })
    expect(events[1]!.props).toEqual({ button: 'track' })

    // Asked once: the next page goes on without a banner.
    await tab.goto(`${site.url}/?utm_source=again`)
    const more = await stored(since, 4)
    expect(more[3]!.props).toMatchObject({ url: `${site.url}/?utm_source=again` })
    expect(await tab.evaluate(() => document.querySelector('askfirst-banner') === null)).toBe(true)
  })

  it.skipIf(engine.skip)('spa-vite: banner, yes, three routes, only what the plan declares', async () => {
    const since = Date.now()
    site.folder('/', join(folder, 'spa'))
    await tab.goto(`${site.url}/`)
    await tab.waitFor(() => document.querySelector('askfirst-banner') !== null)
    expect(posts()).toBe(0)
    await tab.click(ACCEPT)
    await tab.waitFor(() => document.querySelector('askfirst-banner') === null)
    await tab.click('#nav-teas')
    await tab.click('#add-assam')
    await tab.click('#nav-about')
    await tab.click('#ask-newsletter')
    const events = await stored(since, 5)
    expect(events.map(({ name }) => name)).toEqual(['page', 'page', 'tea_added', 'page', 'newsletter_asked'])
    const views = events.filter(({ name }) => name === 'page').map(({ props }) => String(props['url']))
    expect(views).toEqual(SPA_ROUTES.map((path) => site.url + path))
    const titles = events.filter(({ name }) => name === 'page').map(({ props }) => props['title'])
    expect(titles).toEqual(['Home · Tea shop', 'Teas · Tea shop', 'About · Tea shop'])
    expect(events[2]!.props).toEqual({ tea: 'assam', grams: 100 })
    // The plan hashes the address: what arrives is the same for the same visitor, and no address.
    expect(Object.keys(events[4]!.props)).toEqual(['address'])
    expect(events[4]!.props['address']).toMatch(/^[\w-]{20,}$/)
    const wire = site.requests.map(({ body }) => body).join('\n')
    expect(wire).not.toContain('ada@example.org')

    // A changed mind: the footer asks again, and a no ends it.
    await tab.click('#privacy-choice')
    await tab.click('askfirst-banner >>> #reject')
    const before = posts()
    await tab.click('#nav-teas')
    await tab.click('#add-sencha')
    await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 4_000)))
    expect(posts()).toBe(before)
  })
})
