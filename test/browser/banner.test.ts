import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, engines, launch, type Tab } from '../support/browsers.ts'
import { looks, shownText, type Ui, uiForAll } from './uiPages.ts'

let ui: Ui
uiForAll((opened) => {
  ui = opened
})

const TWO = { measurement: 'undecided', identity: 'undecided' } as const

describe.each(engines)('the banner in $name', (engine) => {
  let browser: Browser
  let tab: Tab
  beforeEach(async () => {
    if (engine.skip) return
    browser = await launch(engine)
    tab = await browser.newTab()
  })
  afterEach(() => browser?.kill())

  it.skipIf(engine.skip)(
    'gives yes and no the same size and look, side by side, in every layout',
    async () => {
      for (const layout of ['bar', 'box', 'dialog'] as const) {
        await ui.open(tab, { open: 'banner', states: TWO, config: { banner: { layout } } })
        const [accept, reject] = await tab.evaluate(looks, 'askfirst-banner')
        expect([accept!.text, reject!.text], layout).toEqual(['Accept all', 'Reject all'])
        expectAlike(accept!, reject!)
        expect(accept!.next).toBe('reject')
      }
    },
  )

  it.skipIf(engine.skip)('shows all three buttons whole on 320x480, and little on a phone', async () => {
    for (const layout of ['bar', 'box', 'dialog'] as const) {
      await ui.open(tab, { open: 'banner', states: TWO, config: { banner: { layout } }, frame: [320, 480] })
      const both = await tab.evaluate(looks, 'askfirst-banner')
      for (const one of both) expect(one, layout).toMatchObject({ inSight: true, onTop: true, whole: true })
    }
    for (const layout of ['bar', 'box'] as const) {
      const controller = { name: 'The tea shop', privacyUrl: '/privacy' }
      const config = { controller, banner: { layout } }
      // Without a page that scrolls: on a phone a scroll bar takes no room.
      await ui.open(tab, { open: 'banner', states: TWO, config, bare: true, frame: [390, 844] })
      const first = await tab.evaluate(() => {
        const region = frames[0]!.document
          .querySelector('askfirst-banner')!
          .shadowRoot!.querySelector('section')!
        const text = region.querySelector('.text')!
        return { share: region.offsetHeight / 844, scrolls: text.scrollHeight > text.clientHeight }
      })
      expect(first.share, layout).toBeLessThanOrEqual(0.35)
      const words = await tab.evaluate(shownText, 'askfirst-banner', '.text')
      expect(words).toContain('The tea shop')
      expect(words.trim().split(/\s+/).length).toBeLessThanOrEqual(60)
      expect(first.scrolls, layout).toBe(false)
    }
  })

  it.skipIf(engine.skip)(
    'breaks no strict policy, moves nothing, and leaves the page scrolling',
    async () => {
      await ui.open(tab, {})
      const before = await tab.evaluate(geometry)
      await tab.evaluate(() => page.show())
      await tab.waitFor(
        () =>
          document.querySelector('askfirst-banner')?.shadowRoot?.querySelector('[role=status]')?.textContent,
      )
      expect(await tab.evaluate(geometry)).toEqual(before)
      const scrolled = await tab.evaluate(() => {
        window.scrollTo(0, 200)
        return window.scrollY
      })
      expect(scrolled).toBe(200)
      await tab.evaluate(() => window.scrollTo(0, 0))
      await tab.click('askfirst-banner >>> #choose')
      await tab.click('askfirst-centre >>> #save')
      await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)))
      expect(await tab.evaluate(geometry)).toEqual(before)
      const seen = await tab.evaluate(() => ({
        violations,
        shifts,
        calls: page.calls.length,
        inline: document.querySelectorAll('[style]').length,
      }))
      expect(seen).toEqual({ violations: [], shifts: [], calls: 1, inline: 0 })
    },
  )

  it.skipIf(engine.skip)(
    'comes first for the keyboard, traps nothing, and Escape decides nothing',
    async () => {
      await ui.open(tab, {
        open: 'banner',
        config: { controller: { name: 'The tea shop', privacyUrl: '/p' } },
      })
      await tab.bringToFront()
      const stops: unknown[] = []
      for (let i = 0; i < 5; i++) {
        await tab.press('Tab')
        stops.push(
          await tab.evaluate(() => {
            const element = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement
            return element?.id || element?.localName
          }),
        )
      }
      expect(stops).toEqual(['a', 'accept', 'reject', 'choose', 'link'])
      await tab.press('Shift+Tab', 'Escape')
      const seen = await tab.evaluate(() => {
        const banner = document.querySelector('askfirst-banner')!
        const region = banner.shadowRoot!.querySelector('[role=region]')!
        const label = banner.shadowRoot!.getElementById(region.getAttribute('aria-labelledby')!)!.textContent
        return { calls: page.calls.length, first: document.body.firstElementChild === banner, label }
      })
      expect(seen).toEqual({ calls: 0, first: true, label: 'May we use your data?' })
    },
  )

  it.skipIf(engine.skip)('gives the focus back to where it came from, or to the main content', async () => {
    await ui.open(tab, {})
    const opener = await tab.evaluate(() => {
      document.getElementById('link')!.focus()
      page.show(true)
      const shadow = document.querySelector('askfirst-banner')!.shadowRoot!
      const inside = shadow.activeElement?.getAttribute('role')
      shadow.getElementById('reject')!.click()
      return [inside, document.activeElement?.id, page.closes]
    })
    expect(opener).toEqual(['region', 'link', 1])
    const fresh = await tab.evaluate(() => {
      ;(document.activeElement as HTMLElement).blur()
      page.show()
      const accept = document.querySelector('askfirst-banner')!.shadowRoot!.getElementById('accept')!
      accept.focus()
      accept.click()
      return document.activeElement?.localName
    })
    expect(fresh).toBe('main')
  })

  it.skipIf(engine.skip)('says one thing when it opens, and one when a choice is made', async () => {
    await ui.open(tab, {})
    const said = await tab.evaluate(async () => {
      page.show()
      const texts: (string | null)[] = []
      const listen = (element: Element): void => {
        new MutationObserver(() => texts.push(element.textContent)).observe(element, { childList: true })
      }
      const shadow = document.querySelector('askfirst-banner')!.shadowRoot!
      listen(shadow.querySelector('[role=status]')!)
      await new Promise((resolve) => setTimeout(resolve, 500))
      shadow.getElementById('accept')!.click()
      listen(document.querySelector('askfirst-status')!.shadowRoot!.querySelector('[role=status]')!)
      await new Promise((resolve) => setTimeout(resolve, 500))
      return texts
    })
    expect(said).toEqual(['127.0.0.1 asks for a privacy choice at the start of the page.', 'Choices saved.'])
    await tab.waitFor(() => !document.querySelector('askfirst-status'))
  })

  it.skipIf(engine.skip)('as a dialog: Escape is a no, and leaves nothing behind', async () => {
    await ui.open(tab, { open: 'banner', states: TWO, config: { banner: { layout: 'dialog' } } })
    const modal = await tab.evaluate(() => {
      const { shadowRoot } = document.querySelector('askfirst-banner')!
      return [shadowRoot!.querySelector('dialog')!.matches(':modal'), shadowRoot!.activeElement?.localName]
    })
    expect(modal).toEqual([true, 'dialog'])
    await tab.press('Escape')
    await tab.waitFor(() => !document.querySelector('askfirst-banner'))
    const { calls, closes } = await tab.evaluate(() => page)
    expect([calls, closes]).toEqual([
      [{ decisions: { measurement: 'denied', identity: 'denied' }, options: {} }],
      1,
    ])
  })

  it.skipIf(engine.skip)(
    'names what is new or changed, and a no that takes something back says what is gone',
    async () => {
      await ui.open(tab, {
        open: 'banner',
        states: {
          measurement: 'granted',
          identity: 'stale',
          marketing: 'undecided',
          personalization: 'expired',
        },
        report: { removed: 1234, inFlight: 2, remaining: ['x'] },
      })
      const text = (): Promise<string> => tab.evaluate(shownText, 'askfirst-banner', 'section')
      expect(await text()).toContain('New since your last choice: Advertising.')
      expect(await text()).toContain('Changed since your last choice: Your account.')
      expect(await text()).toContain('Your last choice has expired.')
      expect(await text()).not.toContain('Count visits')
      await tab.click('askfirst-banner >>> #reject')
      await tab.waitFor(
        () => document.querySelector('askfirst-banner')?.shadowRoot?.querySelector('.report')?.textContent,
      )
      for (const line of [
        'Stopped: Measurement.',
        'Removed from this device: 1,234.',
        'May have been sent: 2.',
        'Not removed yet: 1.',
      ])
        expect(await text()).toContain(line)
      await tab.click('askfirst-banner >>> #close')
      expect(await tab.evaluate(() => document.querySelector('askfirst-banner'))).toBeNull()
    },
  )

  it.skipIf(engine.skip)(
    'closes once on a choice, and in the other tab as well; who comes back sees none',
    async () => {
      const address = `${ui.site.url}/strict-tabs.html`
      await tab.goto(address)
      await tab.waitFor(() => !!document.querySelector('askfirst-banner'))
      const other = await browser.newTab(address)
      await other.click('askfirst-banner >>> #accept')
      await tab.waitFor(() => !document.querySelector('askfirst-banner'))
      expect(await tab.evaluate(() => page.closes)).toBe(1)
      await tab.goto(address)
      await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)))
      expect(await tab.evaluate(() => [seen, page.consent.snapshot().purposes] as const)).toEqual([
        [],
        { measurement: 'granted' },
      ])
    },
  )
})

type Look = ReturnType<typeof looks>[number]

function expectAlike(accept: Look, reject: Look): void {
  expect(Math.abs(accept.width - reject.width)).toBeLessThanOrEqual(1)
  expect(Math.abs(accept.height - reject.height)).toBeLessThanOrEqual(1)
  expect(Math.min(accept.width, accept.height, reject.width, reject.height)).toBeGreaterThanOrEqual(44)
  expect([accept.style, accept.part, accept.parent]).toEqual([reject.style, reject.part, reject.parent])
}

/** Where the page's own elements are. */
function geometry() {
  return [...document.querySelectorAll('h1,#link,#opener,p')].slice(0, 12).map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    return [x, y, width, height]
  })
}
