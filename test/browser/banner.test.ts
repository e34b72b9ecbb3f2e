import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Consent } from '@askfirst/consent'
import { buildSync } from 'esbuild'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, engines, type LaunchOptions, launch, type Tab } from '../support/browsers.ts'
import { type Site, startSite } from '../support/site.ts'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; base-uri 'none'"
const root = fileURLToPath(new URL('../../', import.meta.url))

declare const consent: Consent
declare const violations: string[]
declare const shifts: number[]
declare const closes: { count: number }
declare const ask: (focus: boolean) => void
declare const axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }

let site: Site

beforeAll(async () => {
  site = await startSite()
  site.folder('/', content())
  site.script('/strict', { headers: { 'content-security-policy': POLICY } })
})
afterAll(() => site.stop())

describe.each(engines)('the banner in $name', (engine) => {
  let browser: Browser
  let tab: Tab
  beforeEach(async () => {
    browser = await launch(engine)
    tab = await browser.newTab()
  })
  afterEach(() => browser.kill())

  // Each on an origin of its own would cost a browser each: the record of the test before is forgotten instead.
  const open = async (path = '/strict.html'): Promise<void> => {
    await tab.goto(`${site.url}/empty.html`)
    await forget(tab)
    await tab.goto(site.url + path)
    await tab.waitFor(() => document.querySelector('askfirst-banner') !== null)
  }

  it.skipIf(engine.skip)('gives both choices the same size and look, side by side', async () => {
    await open()
    const [accept, reject] = await tab.evaluate(look)
    expect([accept!.text, reject!.text]).toEqual(['Accept all', 'Reject all'])
    expect(Math.abs(accept!.width - reject!.width)).toBeLessThanOrEqual(1)
    expect(Math.abs(accept!.height - reject!.height)).toBeLessThanOrEqual(1)
    expect(Math.min(accept!.width, accept!.height, reject!.width, reject!.height)).toBeGreaterThanOrEqual(44)
    expect(accept!.style).toEqual(reject!.style)
    expect(accept!.next).toBe('reject')
  })

  it.skipIf(engine.skip)(
    'breaks no strict policy, shifts nothing, and leaves the page scrolling',
    async () => {
      await open()
      await tab.waitFor(
        () =>
          document.querySelector('askfirst-banner')?.shadowRoot?.querySelector('[role=status]')?.textContent,
      )
      await tab.click('askfirst-banner >>> #reject')
      const seen = await tab.evaluate(() => {
        window.scrollTo(0, 200)
        return {
          violations,
          shifts,
          scrolled: window.scrollY,
          inline: document.querySelectorAll('[style]').length,
        }
      })
      expect(seen).toEqual({ violations: [], shifts: [], scrolled: 200, inline: 0 })
    },
  )

  it.skipIf(engine.skip)(
    'comes first for the keyboard, traps nothing, and Escape decides nothing',
    async () => {
      await open()
      const seen = await tab.evaluate(() => {
        const banner = document.querySelector('askfirst-banner')!
        const shadow = banner.shadowRoot!
        const region = shadow.querySelector('[role=region]')!
        const label = shadow.getElementById(region.getAttribute('aria-labelledby') ?? '')?.textContent
        const start = document.activeElement === document.body
        const stops = [...shadow.querySelectorAll<HTMLElement>('a[href],button')].map((element) => {
          element.focus()
          return shadow.activeElement === element ? element.id || element.localName : 'not reachable'
        })
        shadow.activeElement!.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true }),
        )
        const escaped = { seq: consent.snapshot().seq, shown: banner.isConnected }
        document.getElementById('link')!.focus()
        return {
          start,
          first: document.body.firstElementChild === banner,
          label,
          stops,
          escaped,
          out: document.activeElement?.id,
        }
      })
      expect(seen).toEqual({
        start: true,
        first: true,
        label: 'May we measure your visit?',
        stops: ['a', 'accept', 'reject'],
        escaped: { seq: 0, shown: true },
        out: 'link',
      })
    },
  )

  it.skipIf(engine.skip)('gives the focus back to where it came from, or to the main content', async () => {
    await open()
    await tab.evaluate(() => document.getElementById('link')!.focus())
    const opener = await tab.evaluate(() => {
      ask(true)
      const shadow = document.querySelector('askfirst-banner')!.shadowRoot!
      const inside = shadow.activeElement?.getAttribute('role')
      shadow.getElementById('reject')!.click()
      return [inside, document.activeElement?.id]
    })
    expect(opener).toEqual(['region', 'link'])
    const fresh = await tab.evaluate(() => {
      ;(document.activeElement as HTMLElement).blur()
      ask(false)
      const accept = document.querySelector('askfirst-banner')!.shadowRoot!.getElementById('accept')!
      accept.focus()
      accept.click()
      return document.activeElement?.localName
    })
    expect(fresh).toBe('main')
  })

  it.skipIf(engine.skip)('announces itself once', async () => {
    await open()
    const said = await tab.evaluate(async () => {
      const status = document.querySelector('askfirst-banner')!.shadowRoot!.querySelector('[role=status]')!
      const texts: string[] = []
      new MutationObserver(() => texts.push(status.textContent)).observe(status, { childList: true })
      await new Promise((resolve) => setTimeout(resolve, 800))
      return { texts, now: status.textContent }
    })
    expect(said.now).toContain('asks for a privacy choice')
    expect(said.texts.length).toBeLessThanOrEqual(1)
  })

  it.skipIf(engine.skip)('closes once on a choice, and in the other tab as well', async () => {
    await open()
    const other = await browser.newTab(`${site.url}/strict.html`)
    await other.click('askfirst-banner >>> #accept')
    const decided = await other.evaluate(() => [consent.snapshot().purposes, closes.count] as const)
    expect(decided).toEqual([{ measurement: 'granted' }, 1])
    await tab.waitFor(() => !document.querySelector('askfirst-banner'))
    expect(await tab.evaluate(() => closes.count)).toBe(1)
    await other.goto(`${site.url}/empty.html`)
  })

  it.skipIf(engine.skip)('keeps its looks on a page that restyles everything', async () => {
    await open()
    const expected = await tab.evaluate(look)
    await open('/strict-hostile.html')
    expect(await tab.evaluate(look)).toEqual(expected)
  })

  it.skipIf(engine.skip)('shows both choices whole on 320x480', async () => {
    await tab.goto(`${site.url}/small.html`)
    await expectChoicesInSight(tab)
  })

  it.skipIf(engine.skip)('has no axe-core violation', async () => {
    await open('/axe.html')
    expect(await tab.evaluate(audit)).toEqual([])
  })
})

const firefox = engines.find(({ name }) => name === 'firefox')!

// The driver can set these two by preference in Firefox alone.
describe.skipIf(firefox.skip)('the banner, as the visitor has set Firefox up', () => {
  const withPrefs = async (
    prefs: NonNullable<LaunchOptions['extraPrefs']>,
    act: (tab: Tab) => Promise<void>,
  ) => {
    const browser = await launch(firefox, { extraPrefs: prefs })
    try {
      await act(await browser.newTab(`${site.url}/axe.html`))
    } finally {
      await browser.close()
    }
  }

  it('shows both choices whole on 320x480 with text of twice the size', () =>
    withPrefs({ 'font.size.variable.x-western': 32 }, async (tab) => {
      await tab.goto(`${site.url}/small.html`)
      await expectChoicesInSight(tab)
      expect(
        await tab.evaluate(
          () => frames[0]!.getComputedStyle(frames[0]!.document.querySelector('askfirst-banner')!).fontSize,
        ),
      ).toBe('32px')
    }))

  it('is dark where the visitor wants it dark, without axe-core violations', () =>
    withPrefs({ 'layout.css.prefers-color-scheme.content-override': 0 }, async (tab) => {
      await tab.waitFor(() => document.querySelector('askfirst-banner') !== null)
      const ground = await tab.evaluate(() => {
        const region = document.querySelector('askfirst-banner')!.shadowRoot!.querySelector('section')!
        return getComputedStyle(region).backgroundColor
      })
      expect(ground).toBe('rgb(23, 27, 33)')
      expect(await tab.evaluate(audit)).toEqual([])
    }))
})

/** Both buttons as they are drawn. */
function look() {
  const shadow = document.querySelector('askfirst-banner')!.shadowRoot!
  return [...shadow.querySelectorAll('button')].map((button) => {
    const { width, height } = button.getBoundingClientRect()
    const style = getComputedStyle(button)
    const names = [
      'color',
      'font',
      'fontSize',
      'fontWeight',
      'opacity',
      'padding',
      'borderRadius',
      'border',
    ] as const
    return {
      text: button.textContent,
      next: button.nextElementSibling?.id,
      width,
      height,
      style: [...names.map((name) => style[name]), style.backgroundColor, style.textDecoration],
    }
  })
}

/** Takes this origin back to before the first visit. */
async function forget(tab: Tab): Promise<void> {
  await tab.evaluate(async () => {
    localStorage.clear()
    for (const { name } of await indexedDB.databases())
      await new Promise((resolve) => {
        const deletion = indexedDB.deleteDatabase(name!)
        deletion.onsuccess = deletion.onerror = resolve
      })
  })
}

async function audit(): Promise<string[]> {
  const { violations: found } = await axe.run()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

async function expectChoicesInSight(tab: Tab): Promise<void> {
  await tab.waitFor(() => Boolean(frames[0]?.document.querySelector('askfirst-banner')))
  const seen = await tab.evaluate(() => {
    const view = frames[0]!
    const shadow = view.document.querySelector('askfirst-banner')!.shadowRoot!
    return [...shadow.querySelectorAll('button')].map((button) => {
      const { top, bottom, left, right } = button.getBoundingClientRect()
      const inside = top >= 0 && left >= 0 && bottom <= view.innerHeight && right <= view.innerWidth
      const onTop = shadow.elementFromPoint((left + right) / 2, (top + bottom) / 2) === button
      return { inside, onTop, whole: button.scrollWidth <= button.clientWidth }
    })
  })
  const whole = { inside: true, onTop: true, whole: true }
  expect(seen).toEqual([whole, whole])
}

/** The pages, the built banner, and the consent state bundled from source; the folder goes with the suite's. */
function content(): string {
  const folder = mkdtempSync(join(process.env['ASKFIRST_TEST_DIR'] ?? tmpdir(), 'banner-'))
  copyFileSync(join(root, 'packages/ui/dist/askfirst-banner.js'), join(folder, 'askfirst-banner.js'))
  copyFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), join(folder, 'axe.js'))
  buildSync({
    entryPoints: [join(root, 'packages/consent/src/index.ts')],
    bundle: true,
    format: 'esm',
    outfile: join(folder, 'consent.js'),
  })
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  write('watch.js', WATCH)
  write('page.js', PAGE)
  write('hostile.css', HOSTILE)
  write('empty.html', '<!doctype html><title>Empty</title>')
  write('strict.html', page(''))
  write('strict-hostile.html', page('<link rel="stylesheet" href="/hostile.css">'))
  write('axe.html', page('<script src="/axe.js"></script>'))
  write(
    'small.html',
    '<!doctype html><title>Small</title><iframe src="/framed.html" width="320" height="480"></iframe>',
  )
  write('framed.html', page(''))
  return folder
}

const WATCH = `
globalThis.violations = []
globalThis.shifts = []
globalThis.closes = { count: 0 }
document.addEventListener('securitypolicyviolation', (event) => {
  // Browsers look for an icon by themselves.
  if (!event.blockedURI.endsWith('/favicon.ico')) violations.push(\`\${event.violatedDirective} \${event.blockedURI}\`)
})
if (PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.value)))
    .observe({ type: 'layout-shift', buffered: true })
`

const PAGE = `
import { browserConsentEnv, createConsent } from '/consent.js'
import { showBanner } from '/askfirst-banner.js'
const consent = createConsent({ purposes: ['measurement'] }, browserConsentEnv())
globalThis.consent = consent
globalThis.ask = (focus) => showBanner(consent, {
  focus,
  controller: 'The tea shop',
  privacyUrl: '/privacy',
  onClose: () => { closes.count += 1 },
})
if (consent.snapshot().purposes.measurement !== 'granted') ask(false)
`

const HOSTILE = `
* { all: unset; }
html { font-size: 7px; }
button { background: red !important; font-size: 40px !important; }
askfirst-banner { display: none !important; transform: scale(2) !important; }
`

function page(head: string): string {
  return `<!doctype html><html lang="en"><head><title>Page</title><meta name="viewport" content="width=device-width">
<script src="/watch.js"></script>${head}<script type="module" src="/page.js"></script></head>
<body><main><h1>Page</h1><a id="link" href="/empty.html">A link</a>${'<p>Some text of the page.</p>'.repeat(60)}</main></body></html>`
}
