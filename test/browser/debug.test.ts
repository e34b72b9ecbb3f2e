import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { engines, type Tab } from '../support/browsers.ts'
import { openBrowser, type Pages, startPages } from './pages.ts'

const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
const SECRET = 'ada@example.org'

interface DebugWindow {
  violations: string[]
  originals: unknown[]
  closeDebug(): void
}
declare const axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }

let pages: Pages
beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

describe('the debug overlay', () => {
  it.concurrent.for(engines)(
    '$name: tells why, and what becomes of each event, by names alone',
    async (engine, context) => {
      const { expect } = context
      const shop = await pages.open()
      shop.serve('/', {
        tag: 'data-page-views="false"',
        headers: { 'content-security-policy': POLICY },
      })
      const browser = await openBrowser(context, engine)
      const tab = await browser.newTab(`${shop.url}/`)
      await openDebug(tab)

      await tab.evaluate((secret: string) => window.askfirst.track('early', { note: secret }), SECRET)
      await shows(tab, ['early track measurement held'])
      expect(await chain(tab)).toEqual(await explained(tab))

      await tab.evaluate(() => window.askfirst.optIn())
      await tab.evaluate(() => window.askfirst.flush())
      await shows(tab, ['early track measurement acknowledged'])
      expect(await chain(tab)).toEqual(await explained(tab))
      const [request] = await requests(tab)
      expect(request).toMatch(/^1\. \/v1\/events, 1 events: 200, accepted\n/)
      expect(request).toContain('"name":"early"')
      expect(await everything(tab)).not.toContain(SECRET)

      shop.script('/v1/', { status: 503 })
      await tab.evaluate(async () => {
        window.askfirst.page()
        window.askfirst.identify('ada')
        await window.askfirst.flush()
      })
      await shows(tab, [
        'identify identify identity dropped: denied',
        'page page measurement retry: 503',
        'early track measurement acknowledged',
      ])

      await tab.evaluate(() => window.askfirst.optOut())
      await tab.evaluate(() => window.askfirst.track('late'))
      await shows(tab, [
        'late track  dropped: denied',
        'identify identify identity dropped: denied',
        'page page measurement dropped: denied',
        'early track measurement acknowledged',
      ])
      expect(await tab.evaluate(() => (window as unknown as DebugWindow).violations)).toEqual([])
      expect(await tab.evaluate(() => document.querySelectorAll('[style]').length)).toBe(0)
    },
  )

  it.concurrent.for(engines)('$name: puts everything back when it is closed', async (engine, context) => {
    const { expect } = context
    const shop = await pages.open()
    shop.serve('/')
    const browser = await openBrowser(context, engine)
    const tab = await browser.newTab(`${shop.url}/`)
    await openDebug(tab)
    const wrapped = await tab.evaluate(sameAsBefore)
    expect(wrapped).toEqual([false, false, false, false])
    // What the SDK captures by itself is seen, too.
    await tab.evaluate(() => window.askfirst.optIn())
    await tab.evaluate(() => history.pushState(null, '', '/tea'))
    await tab.waitFor(() =>
      document.querySelector('askfirst-debug')?.shadowRoot?.textContent?.includes('pagepluginmeasurement'),
    )
    await tab.click('askfirst-debug >>> button')
    expect(await tab.evaluate(() => document.querySelector('askfirst-debug'))).toBe(null)
    expect(await tab.evaluate(sameAsBefore)).toEqual([true, true, true, true])
    expect(await tab.evaluate(() => window.askfirst.inspect().dropped)).toEqual({})
    await tab.evaluate(async () => {
      window.askfirst.track('after')
      await window.askfirst.flush()
    })
    expect((await shop.stored(2)).map(({ name }) => name)).toContain('after')
  })

  it.concurrent.for(engines)(
    "$name: opens by the page's address, and has no axe-core violation",
    async (engine, context) => {
      const shop = await pages.open()
      const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
      shop.script('/axe.js', { status: 200, headers: { 'content-type': 'text/javascript' }, body: source })
      shop.serve('/', { head: '<script src="/axe.js"></script>' })
      const browser = await openBrowser(context, engine)
      const tab = await browser.newTab(`${shop.url}/?askfirst-debug`)
      await tab.waitFor(() => document.querySelector('askfirst-debug') !== null)
      await tab.evaluate(async () => {
        window.askfirst.track('seen')
        await window.askfirst.optIn()
        await window.askfirst.flush()
      })
      await tab.waitFor(() => {
        const request = document.querySelector('askfirst-debug')?.shadowRoot?.querySelector('details')
        if (request) request.open = true
        return Boolean(request)
      })
      const violations = await tab.evaluate(async () =>
        (await axe.run()).violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
      )
      context.expect(violations).toEqual([])
    },
  )
})

/** Opens the overlay over the page's client, and remembers what was there before. */
async function openDebug(tab: Tab): Promise<void> {
  await tab.waitFor(() => 'inspect' in window.askfirst)
  await tab.evaluate(async () => {
    const page = window as unknown as DebugWindow
    const { askfirst } = window
    page.violations = []
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      page.violations.push(`${violatedDirective} ${blockedURI}`),
    )
    page.originals = [askfirst.track, askfirst.page, askfirst.identify, window.fetch]
    // As text, so that the type checker does not look for the file.
    const file = '/askfirst-debug.js'
    const { showDebug } = await import(file)
    page.closeDebug = showDebug(askfirst)
  })
}

function sameAsBefore(): boolean[] {
  const { askfirst, fetch } = window
  const now: unknown[] = [askfirst.track, askfirst.page, askfirst.identify, fetch]
  return now.map((each, at) => each === (window as unknown as DebugWindow).originals[at])
}

/** Waits until the table of events reads like this. */
async function shows(tab: Tab, rows: string[]): Promise<void> {
  const read = (): string[] =>
    [...document.querySelector('askfirst-debug')!.shadowRoot!.querySelectorAll('#events tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent).join(' '),
    )
  await tab
    .waitFor(
      (expected: string[]) => {
        const root = document.querySelector('askfirst-debug')!.shadowRoot!
        const now = [...root.querySelectorAll('#events tr')].map((row) =>
          [...row.children].map((cell) => cell.textContent).join(' '),
        )
        return JSON.stringify(now) === JSON.stringify(expected)
      },
      [rows],
      { timeout: 8_000 },
    )
    .catch(async (error) => {
      throw new Error(`${JSON.stringify(await tab.evaluate(read))}\n${error}`)
    })
}

function chain(tab: Tab): Promise<string[]> {
  return tab.evaluate(() =>
    [...document.querySelector('askfirst-debug')!.shadowRoot!.querySelectorAll('#purposes li')].map(
      (item) => item.textContent,
    ),
  )
}

/** The chain as the client tells it, in the overlay's words. */
function explained(tab: Tab): Promise<string[]> {
  return tab.evaluate(() =>
    window.askfirst.consent
      .explain('measurement')
      .map(
        ({ rule, state, decides }) =>
          `${rule}: ${state ?? 'does not apply'}${decides ? ', and this decides' : ''}`,
      ),
  )
}

function requests(tab: Tab): Promise<string[]> {
  return tab.evaluate(() =>
    [...document.querySelector('askfirst-debug')!.shadowRoot!.querySelectorAll('details')].map((request) =>
      [...request.children].map((part) => part.textContent).join('\n'),
    ),
  )
}

function everything(tab: Tab): Promise<string> {
  return tab.evaluate(() => document.querySelector('askfirst-debug')!.shadowRoot!.textContent)
}
