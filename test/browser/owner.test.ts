import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Collector, createCollector } from '@askfirst/collector'
import type { ConsentConfig } from '@askfirst/consent/config'
import { words } from '@askfirst/ui/locales/en'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, engines, launch, type Tab } from '../support/browsers.ts'
import { poll } from '../support/poll.ts'

const TOKEN = 'owner-tests-admin-token'
const FRAMES = ['phone', 'desktop']

declare const axe: {
  run(
    context: Document,
    options: { iframes: boolean },
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

declare global {
  interface Window {
    refusals: string[]
  }
}

const folder = mkdtempSync(join(process.env['ASKFIRST_TEST_DIR'] ?? tmpdir(), 'owner-'))
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let collector: Collector
let address: string
beforeAll(async () => {
  // A site for each test, so that all can share one store, which takes long to open.
  const sites = Array.from({ length: 30 }, (_, n) => ({ key: `shop-${n}`, origins: ['self'] }))
  const [dataDir, publishDir] = [join(folder, 'data'), join(folder, 'site')]
  collector = await createCollector({ sites, dataDir, publishDir, adminToken: TOKEN })
  collector.app.get('/axe.js', (c) => c.body(axeSource, 200, { 'content-type': 'text/javascript' }))
  address = (await collector.listen({ port: 0 })).url
})
afterAll(async () => {
  await collector?.close()
  rmSync(folder, { recursive: true, force: true })
})
let used = 0

describe.each(engines)("the owner's page in $name", (engine) => {
  let browser: Browser
  let site: string
  let tab: Tab
  beforeAll(async () => {
    if (engine.skip) return
    browser = await launch(engine)
    await browser.onBeforeLoad(() => {
      window.refusals = []
      document.addEventListener('securitypolicyviolation', (event) =>
        window.refusals.push(`${event.violatedDirective} ${event.blockedURI}`),
      )
    })
    // One for all tests: WebKitGTK's session ends with its last tab.
    tab = await browser.newTab()
  })
  afterAll(() => browser?.close())
  beforeEach(() => {
    site = `shop-${++used}`
  })

  const open = async (): Promise<void> => {
    await tab.goto(`${address}owner?site=${site}#token=${TOKEN}`)
    await shown(words.title)
  }
  /** Waits until the banner in both frames says this. */
  const shown = (text: string): Promise<unknown> =>
    tab.waitFor(
      (frames: string[], text: string) =>
        frames.every((id) => {
          const { contentDocument } = document.getElementById(id) as HTMLIFrameElement
          return contentDocument?.querySelector('askfirst-banner')?.shadowRoot?.textContent?.includes(text)
        }),
      [FRAMES, text],
      { timeout: 20_000 },
    )
  const write = (id: string, text: string): Promise<void> =>
    tab.evaluate(
      (id: string, text: string) => {
        const input = document.getElementById(id) as HTMLInputElement
        input.value = text
        input.dispatchEvent(new Event(input.localName === 'select' ? 'change' : 'input', { bubbles: true }))
      },
      id,
      text,
    )
  const says = (id: string, text: string): Promise<unknown> =>
    tab.waitFor(
      (id: string, text: string) => document.getElementById(id)?.textContent?.includes(text),
      [id, text],
    )
  const press = (id: string): Promise<void> =>
    tab.evaluate((id: string) => document.getElementById(id)!.click(), id)
  const publish = async (by: string, version: number): Promise<void> => {
    await write('by', by)
    await press('publish')
    await says('status', `Version ${version} is published`)
  }
  /** Share of the frame's width that the banner takes, by frame. */
  const widths = (): Promise<number[]> =>
    tab.evaluate(
      (frames: string[]) =>
        frames.map((id) => {
          const { contentDocument } = document.getElementById(id) as HTMLIFrameElement
          const parts = [...contentDocument!.querySelector('askfirst-banner')!.shadowRoot!.children]
          const widest = Math.max(...parts.map((part) => part.getBoundingClientRect().width))
          return widest / contentDocument!.documentElement.clientWidth
        }),
      FRAMES,
    )
  const frameWidths = (): Promise<(number | undefined)[]> =>
    tab.evaluate(
      (frames: string[]) =>
        frames.map((id) => (document.getElementById(id) as HTMLIFrameElement).contentWindow?.innerWidth),
      FRAMES,
    )
  const file = (): ConsentConfig =>
    JSON.parse(readFileSync(join(folder, 'site', `askfirst-${site}.json`), 'utf8')) as ConsentConfig
  const refusals = (): Promise<string[]> =>
    tab.evaluate(
      (frames: string[]) => [
        ...window.refusals,
        ...frames.flatMap(
          (id) => (document.getElementById(id) as HTMLIFrameElement).contentWindow!.refusals ?? [],
        ),
      ],
      FRAMES,
    )

  it.skipIf(engine.skip)(
    'shows words and layout in both frames, publishes them, and rolls back',
    async () => {
      await open()
      expect(await tab.evaluate(() => location.hash)).toBe('')
      const bar = await widths()
      // As wide as the screens that they stand for.
      expect(await frameWidths()).toEqual([375, 1200])

      await write('word-title', 'Tea or no tea?')
      await shown('Tea or no tea?')
      await press('layout-box')
      await poll('a box', async () => (await widths())[1]! < bar[1]! * 0.8)
      await says('change', 'Nobody is asked again.')
      // Not without a name.
      await press('publish')
      await says('history', 'Nothing has been published yet')
      await publish('Ada Lovelace', 1)
      await says('history', 'Ada Lovelace')
      const first: ConsentConfig = {
        purposes: [{ id: 'measurement' }],
        words: { en: { title: 'Tea or no tea?' } },
        banner: { layout: 'box' },
      }
      expect(file()).toEqual(first)

      await write('add-purpose', 'marketing')
      await tab.evaluate(() =>
        (document.getElementById('add-purpose-form') as HTMLFormElement).requestSubmit(),
      )
      await shown(words['marketing.reason'])
      await says('change', 'Visitors are asked again about marketing.')
      await write('purpose-marketing-recipients', 'Ad Inc., Other Ltd')
      await write('purpose-marketing-retention', '30')
      await press('purpose-marketing-up')
      await publish('Grace Hopper', 2)
      expect(file().purposes).toEqual([
        { id: 'marketing', recipients: ['Ad Inc.', 'Other Ltd'], retentionDays: 30 },
        { id: 'measurement' },
      ])

      await press('roll-back-1')
      await says('rollback-change', 'Nobody is asked again.')
      await write('rollback-by', 'Ada Lovelace')
      await press('rollback-confirm')
      await says('status', 'Version 3 is published')
      expect(file()).toEqual(first)
      const rows = await tab.evaluate(() =>
        [...document.querySelectorAll('#history tbody tr')].map((row) => row.textContent ?? ''),
      )
      expect(rows.map((row) => /Ada Lovelace|Grace Hopper/.exec(row)?.[0])).toEqual([
        'Ada Lovelace',
        'Grace Hopper',
        'Ada Lovelace',
      ])
      expect(rows[0]).toContain('As version 1.')
      expect(rows[1]).toContain('Visitors are asked again about marketing.')
      const times = await tab.evaluate(() =>
        [...document.querySelectorAll('#history time')].map((time) => (time as HTMLTimeElement).dateTime),
      )
      for (const time of times) expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(120_000)
      expect(await refusals()).toEqual([])
    },
  )

  it.skipIf(engine.skip)('shows no banner where it is off, and each language as it is written', async () => {
    await open()
    await write('editing', 'de')
    await write('word-title', 'Dürfen wir zählen?')
    await shown('Dürfen wir zählen?')
    await write('editing', 'ar')
    await tab.waitFor(() => {
      const frame = document.getElementById('phone') as HTMLIFrameElement
      const root = frame.contentDocument?.querySelector('askfirst-banner')?.shadowRoot
      return root?.querySelector('[dir="rtl"]') !== null && /[\u0600-\u06ff]/.test(root?.textContent ?? '')
    })
    await press('show')
    await tab.waitFor(
      (frames: string[]) =>
        frames.every((id) => {
          const { contentDocument } = document.getElementById(id) as HTMLIFrameElement
          const off = contentDocument?.getElementById('off')
          return off?.hidden === false && !contentDocument?.querySelector('askfirst-banner')
        }),
      [FRAMES],
    )
    await says('change', 'The banner is off')
    await publish('Ada', 1)
    expect(file()).toEqual({
      purposes: [{ id: 'measurement' }],
      words: { de: { title: 'Dürfen wir zählen?' } },
      banner: { show: false },
    })
  })

  it.skipIf(engine.skip)('names what is missing, and offers their version after a conflict', async () => {
    await open()
    await write('add-purpose', 'newsletter')
    await tab.evaluate(() => (document.getElementById('add-purpose-form') as HTMLFormElement).requestSubmit())
    await says('fault', 'newsletter')
    expect(await tab.evaluate(() => (document.getElementById('publish') as HTMLButtonElement).disabled)).toBe(
      true,
    )
    await write('purpose-newsletter-label', 'Newsletter')
    await write('purpose-newsletter-reason', 'See who reads it.')
    await write('purpose-newsletter-benefit', 'A newsletter that is worth reading.')
    await shown('See who reads it.')

    const theirs = { purposes: [{ id: 'measurement' }, { id: 'identity' }] }
    const reply = await fetch(`${address}v1/owner/publish?site=${site}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ basedOn: 0, by: 'Grace', config: theirs }),
    })
    expect(reply.status).toBe(200)
    await write('by', 'Ada')
    await press('publish')
    await says('status', 'Somebody else has published')
    expect(file()).toEqual(theirs)
    await press('reload')
    await shown(words['identity.reason'])
    await publishOver()
  })

  /** What was refused goes through once it is written over the version that came between. */
  const publishOver = async (): Promise<void> => {
    await press('theme-dark')
    await publish('Ada', 2)
    expect(file()).toEqual({
      purposes: [{ id: 'measurement' }, { id: 'identity' }],
      banner: { theme: 'dark' },
    })
  }

  it.skipIf(engine.skip)('shows nothing without the token', async () => {
    await tab.goto(`${address}owner?site=${site}#token=not-the-token-of-this`)
    await says('login-error', 'does not know this token')
    const board = await tab.evaluate(() => document.getElementById('board')!.checkVisibility())
    expect(board).toBe(false)
    await write('token', TOKEN)
    await tab.click('#login button')
    await shown(words.title)
  })

  it.skipIf(engine.skip)('has no axe-core violation: page, sign-in, question and preview', async () => {
    const violations = async (): Promise<string[]> => {
      await tab.evaluate(`() => import('/axe.js').then(() => true)`)
      return tab.evaluate(async () => {
        const { violations } = await axe.run(document, { iframes: false })
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
      })
    }
    await tab.goto(`${address}owner`)
    await tab.evaluate(() => sessionStorage.clear())
    await tab.goto(`${address}owner?site=${site}`)
    expect(await violations()).toEqual([])
    await tab.goto(`${address}owner/preview`)
    expect(await violations()).toEqual([])
    await open()
    await press('layout-box')
    await publish('Ada', 1)
    await press('layout-dialog')
    await publish('Ada', 2)
    await tab.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })
    expect(await violations()).toEqual([])
    await press('roll-back-1')
    await says('rollback-change', 'layout')
    expect(await violations()).toEqual([])
  })
})
