import { copyFileSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ChooseOptions, ConsentSnapshot, Decision, PurgeReport, PurposeState } from '@askfirst/consent'
import type { ConsentConfig } from '@askfirst/consent/config'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll } from 'vitest'
import type { Tab } from '../support/browsers.ts'
import { type Site, startSite } from '../support/site.ts'

/*
 * Pages with the built banner and centre in front of choices that a test makes up:
 *
 *   const ui = await startUi()
 *   await ui.open(tab, { open: 'banner', states: { measurement: 'undecided' } })
 *   await tab.evaluate(() => page.calls)      // what `choose` was called with
 *
 * Every page is under a strict policy with Trusted Types, but for those with `axe`, which brings styles of its own.
 */

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'"
const root = fileURLToPath(new URL('../../', import.meta.url))

/** What a page is made of: it travels in its address. */
export interface Setup {
  /** opened while the page loads; nothing where it is missing */
  open?: 'banner' | 'centre'
  states?: Record<string, PurposeState>
  signal?: boolean
  config?: Partial<ConsentConfig>
  options?: { locale?: string; receipts?: boolean; focus?: boolean }
  /** what `choose` resolves with */
  report?: PurgeReport
  /** the page's own style: one that restyles everything */
  hostile?: boolean
  /** no content of the page's own, so that a picture shows nothing else */
  bare?: boolean
  /** with axe-core, and without the strict policy */
  axe?: boolean
  /** words are this much longer: 0.4 is 40 % */
  longer?: number
  /** in a frame of this size, in CSS pixels: `window.frames[0]` is the page */
  frame?: [width: number, height: number]
}

/** What the page's script leaves for tests to look at. */
export interface UiPage {
  calls: { decisions: Record<string, Decision>; options: ChooseOptions }[]
  closes: number
  consent: { snapshot(): ConsentSnapshot; set(states: Record<string, PurposeState>): void }
  show(focus?: boolean): void
  open(): void
}

declare global {
  var page: UiPage
  var violations: string[]
  var shifts: number[]
  var seen: string[]
  var axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
}

export interface Ui {
  site: Site
  /** Loads a page and, where it opens something, waits for it. */
  open(tab: Tab, setup: Setup): Promise<void>
  stop(): Promise<void>
}

export async function startUi(): Promise<Ui> {
  const site = await startSite()
  site.folder('/', content())
  site.script('/strict', { headers: { 'content-security-policy': POLICY } })
  return {
    site,
    open: async (tab, { frame, axe, ...setup }) => {
      const address = `/${axe ? 'axe' : 'strict'}.html?${encodeURIComponent(JSON.stringify(setup))}`
      if (frame) {
        const [width, height] = frame
        site.page(
          '/frame.html',
          `<!doctype html><title>Frame</title><iframe src="${address}" width="${width}" height="${height}"></iframe>`,
        )
      }
      await tab.goto(site.url + (frame ? '/frame.html' : address))
      if (!setup.open) return void (await tab.waitFor(() => 'page' in globalThis))
      await tab.waitFor(
        (tag) => !!(frames[0] ?? window).document.querySelector(tag)?.shadowRoot?.querySelector('button'),
        [`askfirst-${setup.open}`],
      )
    },
    stop: () => site.stop(),
  }
}

/** Opens the pages for the tests of a file, which `use` gives them to. */
export function uiForAll(use: (ui: Ui) => void): void {
  let ui: Ui
  beforeAll(async () => {
    ui = await startUi()
    use(ui)
  })
  afterAll(() => ui.stop())
}

/** What can be read in a part of a banner or centre, a line for each piece; what is hidden does not count. For pages. */
export function shownText(tag: string, part: string): string {
  const { document } = frames[0] ?? window
  const walker = document.createTreeWalker(
    document.querySelector(tag)!.shadowRoot!.querySelector(part)!,
    NodeFilter.SHOW_TEXT,
  )
  const pieces: (string | null)[] = []
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode
    if (parentElement!.checkVisibility({ visibilityProperty: true })) pieces.push(textContent)
  }
  return pieces.join('\n')
}

/** axe-core's complaints about the page. */
export async function audit(): Promise<string[]> {
  const { violations: found } = await axe.run()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Both deciding buttons of a banner or centre as they are drawn. */
export function looks(tag: string) {
  const view = (frames[0] ?? window) as typeof window
  const shadow = view.document.querySelector(tag)!.shadowRoot!
  return [...shadow.querySelectorAll<HTMLElement>('#accept,#reject')].map((button) => {
    const { width, height, left, right, top, bottom } = button.getBoundingClientRect()
    const style = view.getComputedStyle(button)
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
      part: button.getAttribute('part'),
      parent: button.parentElement!.className,
      width,
      height,
      style: [...names.map((name) => style[name]), style.backgroundColor, style.textDecoration],
      inSight: top >= 0 && left >= 0 && bottom <= view.innerHeight && right <= view.innerWidth,
      onTop: shadow.elementFromPoint((left + right) / 2, (top + bottom) / 2) === button,
      whole: button.scrollWidth <= button.clientWidth && button.scrollHeight <= button.clientHeight,
    }
  })
}

/** The built files, and the pages' own; the folder goes with the suite's. */
function content(): string {
  const folder = mkdtempSync(join(process.env['ASKFIRST_TEST_DIR'] ?? tmpdir(), 'ui-'))
  const dist = join(root, 'packages/ui/dist')
  for (const name of readdirSync(dist))
    if (name.startsWith('askfirst-')) copyFileSync(join(dist, name), join(folder, name))
  copyFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), join(folder, 'axe.js'))
  const bundle = (source: string, outfile: string): unknown =>
    buildSync({
      entryPoints: [join(root, source)],
      bundle: true,
      format: 'esm',
      outfile: join(folder, outfile),
    })
  bundle('packages/consent/src/index.ts', 'consent.js')
  bundle('packages/ui/src/locales/en.ts', 'words.js')
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  write('watch.js', WATCH)
  write('page.js', PAGE)
  write('tabs.js', TABS)
  write('hostile.css', HOSTILE)
  write('empty.html', '<!doctype html><title>Empty</title>')
  write('strict.html', html('/page.js'))
  write('strict-tabs.html', html('/tabs.js'))
  write('axe.html', html('/page.js', '<script src="/axe.js"></script>'))
  return folder
}

const WATCH = `
globalThis.violations = []
globalThis.shifts = []
globalThis.seen = []
document.addEventListener('securitypolicyviolation', (event) => {
  // Browsers look for an icon by themselves.
  if (!event.blockedURI.endsWith('/favicon.ico')) violations.push(\`\${event.violatedDirective} \${event.blockedURI}\`)
})
if (PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.value)))
    .observe({ type: 'layout-shift', buffered: true })
new MutationObserver((records) => {
  for (const { addedNodes } of records)
    for (const { localName } of addedNodes) if (localName?.startsWith('askfirst-')) seen.push(localName)
}).observe(document, { childList: true, subtree: true })
`

const PAGE = `
import { openCentre, showBanner } from '/askfirst-banner.js'
const setup = JSON.parse(decodeURIComponent(location.search.slice(1)) || '{}')
const { states = { measurement: 'undecided' }, signal = false, config = {}, options = {}, longer = 0 } = setup
const listeners = new Set()
const opened = Object.values(states)
let snapshot = { purposes: states, seq: opened.every((state) => state === 'undecided') ? 0 : 1, decidedAt: null, confirmed: true, signal, reason: 'stored-record' }
const set = (purposes) => {
  snapshot = { ...snapshot, seq: snapshot.seq + 1, purposes: { ...snapshot.purposes, ...purposes } }
  for (const listener of listeners) listener(snapshot)
}
const consent = {
  snapshot: () => snapshot,
  subscribe: (listener) => { listeners.add(listener); return () => listeners.delete(listener) },
  choose: async (decisions, how = {}) => {
    page.calls.push({ decisions, options: how })
    // As the real one does: a yes against the browser's signal stands only if it was meant so.
    const states = Object.entries(decisions).map(([id, decision]) =>
      [id, signal && id === 'marketing' && decision === 'granted' && !how.overSignal ? 'signal_denied' : decision])
    set(Object.fromEntries(states))
    return setup.report ?? { removed: 0, inFlight: 0, remaining: [] }
  },
  set,
}
if (longer) {
  // The built-in words, each with some of its own words once more.
  const { words } = await import('/words.js')
  const more = (word) => {
    const parts = word.split(' ')
    return word + ' ' + parts.slice(0, Math.ceil(parts.length * longer)).join(' ')
  }
  options.words = Object.fromEntries(Object.entries(words).map(([key, word]) => [key, more(word)]))
}
if (setup.hostile) {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/hostile.css' })
  await new Promise((done) => { link.onload = done; document.head.append(link) })
}
if (setup.bare) document.querySelector('main').remove()
const onClose = () => { page.closes += 1 }
globalThis.page = {
  calls: [],
  closes: 0,
  consent,
  show: (focus = false) => showBanner(consent, config, { receipts: false, ...options, focus, onClose }),
  open: () => openCentre(consent, config, { receipts: false, ...options, onClose }),
}
document.getElementById('opener')?.addEventListener('click', () => page.open())
if (setup.open === 'banner') page.show(options.focus)
if (setup.open === 'centre') page.open()
`

/** Two tabs of one origin over the real consent state, whose `choose` is made of what it has. */
const TABS = `
import { browserConsentEnv, createConsent } from '/consent.js'
import { showBanner } from '/askfirst-banner.js'
const real = createConsent({ purposes: ['measurement'] }, browserConsentEnv())
const choose = async (decisions) => {
  for (const id in decisions) (decisions[id] === 'granted' ? real.optIn : real.optOut)([id])
  await real.settled()
  return { removed: 0, inFlight: 0, remaining: [] }
}
globalThis.page = { calls: [], closes: 0, consent: { choose, ...real } }
const ask = () => showBanner(page.consent, {}, { receipts: false, onClose: () => { page.closes += 1 } })
const look = () => { if (real.snapshot().purposes.measurement === 'undecided') ask() }
await real.settled()
look()
`

const HOSTILE = `
* { all: unset !important; }
head * { display: none !important; }
html { font-size: 7px !important; }
body { color: red !important; letter-spacing: 9px !important; }
button, input, dialog, section, h2, p, label { background: red !important; font-size: 40px !important; display: none !important; }
askfirst-banner, askfirst-centre { display: none !important; transform: scale(2) !important; opacity: .2 !important; }
`

function html(script: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><title>Page</title><meta name="viewport" content="width=device-width">
<script src="/watch.js"></script>${head}<script type="module" src="${script}"></script></head>
<body><main><h1>Page</h1><p><a id="link" href="/empty.html">A link</a> <button id="opener">Privacy choices</button></p>${'<p>Some text of the page.</p>'.repeat(60)}</main></body></html>`
}
