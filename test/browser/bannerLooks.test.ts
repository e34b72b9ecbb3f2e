import { describe, expect, it } from 'vitest'
import { type Engine, engines, launch, type Tab } from '../support/browsers.ts'
import { tabForAll } from './tabForAll.ts'
import { audit, looks, type Setup, type Ui, uiForAll } from './uiPages.ts'

const LOCALES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'ar', 'he']
/** What there is to be seen: the banner in its layouts, and the centre. */
const SURFACES = [
  ['banner', 'bar'],
  ['banner', 'box'],
  ['banner', 'dialog'],
  ['centre', 'bar'],
] as const
const STATES = {
  measurement: 'granted',
  identity: 'undecided',
  personalization: 'stale',
  marketing: 'signal_denied',
} as const

let ui: Ui
uiForAll((opened) => {
  ui = opened
})

describe.each(engines)('banner and centre in $name', (engine) => {
  let tab: Tab
  tabForAll(engine, (opened) => {
    tab = opened
  })

  // Dark by configuration in every engine; as the visitor's system has it, and forced colours, where a driver can.
  it.skipIf(engine.skip)(
    'have no axe-core violation in eight languages, light, dark and in forced colours',
    async () => {
      for (const theme of ['light', 'dark'] as const) expect(await violationsOf(ui, tab, theme)).toEqual([])
      if (!tab.media) return
      for (const features of [{ 'prefers-color-scheme': 'dark' }, { 'forced-colors': 'active' }]) {
        await tab.media(features)
        expect(await violationsOf(ui, tab, 'auto')).toEqual([])
      }
      await tab.media({})
    },
  )

  it.skipIf(engine.skip)('look the same on a page that restyles everything', async () => {
    for (const [open, layout] of SURFACES) {
      const setup: Setup = { open, states: STATES, signal: true, bare: true, config: { banner: { layout } } }
      expect(await picturedAlike(ui, tab, setup), `${open} ${layout}`).toBe(true)
    }
  })

  it.skipIf(engine.skip)('hold words that are 40 % longer, in every layout', async () => {
    for (const frame of [
      [320, 480],
      [1000, 700],
    ] as const)
      for (const [open, layout] of SURFACES) {
        const states =
          open === 'centre' ? STATES : ({ measurement: 'undecided', identity: 'undecided' } as const)
        await ui.open(tab, { open, states, longer: 0.4, config: { banner: { layout } }, frame: [...frame] })
        expect(await tab.evaluate(overflows, `askfirst-${open}`), `${open} ${layout} ${frame}`).toEqual([])
        if (open === 'banner')
          for (const one of await tab.evaluate(looks, 'askfirst-banner'))
            expect(one, `${layout} ${frame}`).toMatchObject({ inSight: true, whole: true })
      }
  })

  it.skipIf(engine.skip)('are in the language of the page, mirrored for Arabic and Hebrew', async () => {
    for (const locale of LOCALES) {
      const since = Date.now()
      await ui.open(tab, { open: 'banner', options: { locale: `${locale}-XX` } })
      const seen = await tab.evaluate(() => {
        const root = document.querySelector('askfirst-banner')!.shadowRoot!
        const { lang, dir } = root.querySelector('section')!
        const left = (id: string): number => root.getElementById(id)!.getBoundingClientRect().left
        return { lang, dir, mirrored: left('accept') > left('reject') }
      })
      const mirrored = locale === 'ar' || locale === 'he'
      expect(seen).toEqual({ lang: locale, dir: mirrored ? 'rtl' : 'ltr', mirrored })
      const files = ui.site
        .since(since)
        .map(({ path }) => path)
        .filter((path) => path.includes('askfirst-locale'))
      expect(files).toEqual(locale === 'en' ? [] : [`/askfirst-locale-${locale}.js`])
    }
    // No file for it: the words are there all the same.
    ui.site.script('/askfirst-locale-fr', { status: 404 })
    await tab.browser.newTab().then(async (fresh) => {
      await ui.open(fresh, { open: 'banner', options: { locale: 'fr' } })
      expect(await fresh.text('askfirst-banner >>> #accept')).toBe('Accept all')
      await fresh.close()
    })
    ui.site.script('/askfirst-locale-fr', undefined)
  })
})

const firefox = engines.find(({ name }) => name === 'firefox')!

// These can be set by preference in Firefox alone.
describe.skipIf(firefox.skip)('banner and centre, as the visitor has set Firefox up', () => {
  it('show both choices whole on 320x480 with text of twice the size', () =>
    withPrefs(firefox, { 'font.size.variable.x-western': 32 }, async (tab) => {
      for (const layout of ['bar', 'box', 'dialog'] as const) {
        await ui.open(tab, { open: 'banner', config: { banner: { layout } }, frame: [320, 480] })
        const both = await tab.evaluate(looks, 'askfirst-banner')
        for (const one of both) expect(one, layout).toMatchObject({ inSight: true, onTop: true, whole: true })
        expect(both[0]!.style).toContain('30px')
      }
    }))

  it('have no axe-core violation in the dark', () =>
    withPrefs(firefox, { 'layout.css.prefers-color-scheme.content-override': 0 }, async (tab) => {
      await ui.open(tab, { open: 'banner', axe: true })
      const ground = await tab.evaluate(() => {
        const region = document.querySelector('askfirst-banner')!.shadowRoot!.querySelector('section')!
        return getComputedStyle(region).backgroundColor
      })
      expect(ground).toBe('rgb(23, 27, 33)')
      expect(await tab.evaluate(audit)).toEqual([])
    }))

  it('have no axe-core violation in forced colours', () =>
    withPrefs(firefox, { 'browser.display.document_color_use': 2 }, async (tab) => {
      expect(await violationsOf(ui, tab, 'auto')).toEqual([])
      expect(await tab.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true)
    }))
})

async function withPrefs(
  engine: Engine,
  extraPrefs: Record<string, string | number | boolean>,
  act: (tab: Tab) => Promise<void>,
): Promise<void> {
  const browser = await launch(engine, { extraPrefs })
  try {
    await act(await browser.newTab())
  } finally {
    await browser.kill()
  }
}

/**
 * Whether a page that restyles everything gives the same picture, to the byte. WebKitGTK draws some edges of one page in
 * one of a few ways, so there each page is pictured until a picture is there twice, at most six times.
 */
async function picturedAlike(ui: Ui, tab: Tab, setup: Setup): Promise<boolean> {
  const seen: Record<'plain' | 'hostile', Set<string>> = { plain: new Set(), hostile: new Set() }
  for (let i = 0; i < 6; i++)
    for (const page of ['plain', 'hostile'] as const) {
      await ui.open(tab, { ...setup, hostile: page === 'hostile' })
      // Past what is announced: the status is not to be seen, but in the page.
      await tab.evaluate(() => new Promise((done) => setTimeout(done, 300)))
      const picture = (await tab.screenshot()).toString('base64')
      expect(picture.length).toBeGreaterThan(2_000)
      seen[page].add(picture)
      if (seen[page === 'plain' ? 'hostile' : 'plain'].has(picture)) return true
    }
  return false
}

/** What axe-core finds in banner and centre in all languages, with the language in front. */
async function violationsOf(ui: Ui, tab: Tab, theme: 'auto' | 'light' | 'dark'): Promise<string[]> {
  const found: string[] = []
  for (const open of ['banner', 'centre'] as const)
    for (const locale of LOCALES) {
      const config = { banner: { theme }, controller: { name: 'The tea shop', privacyUrl: '/privacy' } }
      await ui.open(tab, { open, states: STATES, signal: true, axe: true, config, options: { locale } })
      for (const line of await tab.evaluate(audit)) found.push(`${theme} ${open} ${locale} ${line}`)
    }
  return found
}

/** Elements whose content is wider than they are. */
function overflows(tag: string): string[] {
  const { document } = frames[0] ?? window
  const root = document.querySelector(tag)!.shadowRoot!
  return [...root.querySelectorAll<HTMLElement>('section,dialog,div,p,li,h2,button,label')]
    .filter(
      ({ scrollWidth, clientWidth, className }) => scrollWidth > clientWidth + 1 && className !== 'status',
    )
    .map(({ className, localName }) => `${localName}.${className}`)
}
