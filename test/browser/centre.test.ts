import { describe, expect, it } from 'vitest'
import { engines, type Tab } from '../support/browsers.ts'
import { tabForAll } from './tabForAll.ts'
import { looks, type Setup, shownText, type Ui, uiForAll } from './uiPages.ts'

let ui: Ui
uiForAll((opened) => {
  ui = opened
})

const THREE = { measurement: 'granted', identity: 'undecided', marketing: 'signal_denied' } as const

describe.each(engines)('the preference centre in $name', (engine) => {
  let tab: Tab
  tabForAll(engine, (opened) => {
    tab = opened
  })

  const centre = (setup: Setup = {}): Promise<void> => ui.open(tab, { open: 'centre', ...setup })
  const text = (): Promise<string> => tab.evaluate(shownText, 'askfirst-centre', 'dialog')
  const button = (id: string): Promise<void> => tab.click(`askfirst-centre >>> #${id}`)

  it.skipIf(engine.skip)(
    'ticks nothing that was not granted, and gives yes and no the same look',
    async () => {
      await centre({ states: { measurement: 'undecided', identity: 'denied', marketing: 'stale' } })
      expect(await tab.evaluate(toggles)).toEqual([false, false, false])
      await centre({ states: THREE, signal: true })
      expect(await tab.evaluate(toggles)).toEqual([true, false, false])
      const [accept, reject] = await tab.evaluate(looks, 'askfirst-centre')
      expect([accept!.text, reject!.text, accept!.next]).toEqual(['Accept all', 'Reject all', 'reject'])
      expect([accept!.style, accept!.part, accept!.width, accept!.height]).toEqual([
        reject!.style,
        reject!.part,
        reject!.width,
        reject!.height,
      ])
      expect(accept!.height).toBeGreaterThanOrEqual(44)
      expect(await text()).toContain('Opt-out signal honoured')
      expect(await text()).toContain('New since your last choice: Your account.')
    },
  )

  it.skipIf(engine.skip)(
    'keeps the keyboard inside, saves nothing on Escape, and gives the focus back',
    async () => {
      await ui.open(tab, {})
      await tab.bringToFront()
      await tab.evaluate(() => {
        document.getElementById('opener')!.focus()
        document.getElementById('opener')!.click()
      })
      await tab.waitFor(() => !!document.querySelector('askfirst-centre'))
      const stops: string[] = []
      for (let i = 0; i < 8; i++) {
        await tab.press('Tab')
        stops.push(
          await tab.evaluate(() => {
            const { activeElement } = document
            const inner = activeElement?.shadowRoot?.activeElement
            return inner?.id || inner?.getAttribute('role') || activeElement?.localName || 'none'
          }),
        )
      }
      // What a browser has of its own after the last stop is not of the page; the page's link never has the focus.
      expect(stops.slice(0, 5)).toEqual(['switch', 'accept', 'reject', 'save', 'close'])
      expect(stops).not.toContain('link')
      await tab.evaluate(() => {
        const { shadowRoot } = document.querySelector('askfirst-centre')!
        const toggle = shadowRoot!.querySelector('input')!
        toggle.focus()
        toggle.click()
      })
      await tab.press('Escape')
      await tab.waitFor(() => !document.querySelector('askfirst-centre'))
      expect(await tab.evaluate(() => [page.calls.length, page.closes, document.activeElement?.id])).toEqual([
        0,
        1,
        'opener',
      ])
    },
  )

  it.skipIf(engine.skip)(
    'saves what is switched on, says so once, and goes; from the banner the focus goes home',
    async () => {
      await ui.open(tab, { states: { measurement: 'undecided', identity: 'undecided' } })
      await tab.evaluate(() => {
        document.getElementById('link')!.focus()
        page.show(true)
      })
      await tab.click('askfirst-banner >>> #choose')
      await tab.click('askfirst-centre >>> input')
      await button('save')
      await tab.waitFor(() => !document.querySelector('askfirst-centre,askfirst-banner'))
      const seen = await tab.evaluate(() => ({
        calls: page.calls,
        closes: page.closes,
        focus: document.activeElement?.id,
      }))
      expect(seen).toEqual({
        calls: [{ decisions: { measurement: 'granted', identity: 'denied' }, options: {} }],
        closes: 1,
        focus: 'link',
      })
      await tab.waitFor(
        () => document.querySelector('askfirst-status')?.shadowRoot?.textContent === 'Choices saved.',
      )
    },
  )

  it.skipIf(engine.skip)('takes back in one action, in the two ways, and tells what is gone', async () => {
    const states = { measurement: 'granted', identity: 'granted' } as const
    await centre({ states, report: { removed: 1234, inFlight: 2, remaining: ['a', 'b'] } })
    await button('reject')
    await tab.waitFor(
      () => document.querySelector('askfirst-centre')!.shadowRoot!.querySelector('.report')!.textContent,
    )
    for (const line of [
      'Choices saved.',
      'Stopped: Measurement and Your account.',
      'Removed from this device: 1,234.',
      'May have been sent: 2.',
      'Not removed yet: 2.',
    ])
      expect(await text()).toContain(line)
    expect(await tab.evaluate(toggles)).toEqual([false, false])
    // One of two, with what was sent: the others stay as they are.
    await centre({ states, report: { removed: 0, inFlight: 0, remaining: [], erased: 'erased' } })
    expect(await tab.text('askfirst-centre >>> #save')).toBe('Save choices')
    await tab.click('askfirst-centre >>> input')
    expect(await tab.text('askfirst-centre >>> #save')).toBe('Stop')
    await button('erase')
    await tab.waitFor(
      () => document.querySelector('askfirst-centre')!.shadowRoot!.querySelector('.report')!.textContent,
    )
    expect(await text()).toContain('The site has erased what was sent.')
    expect(await tab.evaluate(() => page.calls)).toEqual([
      { decisions: { measurement: 'denied', identity: 'granted' }, options: { erase: true } },
    ])
    // With nothing switched off it means all.
    await centre({ states, report: { removed: 0, inFlight: 0, remaining: [], erased: 'failed' } })
    await button('erase')
    await tab.waitFor(
      () => document.querySelector('askfirst-centre')!.shadowRoot!.querySelector('.report')!.textContent,
    )
    expect(await text()).toContain('not erased yet')
    expect((await tab.evaluate(() => page.calls))[0]!.decisions).toEqual({
      measurement: 'denied',
      identity: 'denied',
    })
  })

  it.skipIf(engine.skip)(
    'goes against the opt-out signal only where the visitor has seen that it does',
    async () => {
      await centre({ states: THREE, signal: true })
      await button('accept')
      expect((await tab.evaluate(() => page.calls))[0]).toEqual({
        decisions: { measurement: 'granted', identity: 'granted' },
        options: {},
      })
      await centre({ states: { marketing: 'signal_denied' }, signal: true })
      expect(await text()).not.toContain('overrides')
      await tab.click('askfirst-centre >>> input')
      expect(await text()).toContain('overrides your browser’s opt-out signal')
      await button('save')
      expect(await tab.evaluate(() => page.calls)).toEqual([
        { decisions: { marketing: 'granted' }, options: { overSignal: true } },
      ])
      // Denied by the visitor and by the signal: a yes is asked again, with the conflict in sight.
      await centre({ states: { marketing: 'denied' }, signal: true })
      await tab.click('askfirst-centre >>> input')
      await button('save')
      expect(await text()).toContain('overrides your browser’s opt-out signal')
      await button('save')
      expect((await tab.evaluate(() => page.calls)).map(({ options }) => options)).toEqual([
        {},
        { overSignal: true },
      ])
    },
  )

  it.skipIf(engine.skip)(
    'follows what another tab decides, and keeps what the visitor has touched',
    async () => {
      await centre({ states: { measurement: 'undecided', identity: 'undecided' } })
      await tab.click('askfirst-centre >>> input')
      await tab.evaluate(() => page.consent.set({ measurement: 'denied', identity: 'granted' }))
      expect(await tab.evaluate(toggles)).toEqual([true, true])
      expect(await tab.evaluate(() => [violations, document.querySelectorAll('[style]').length])).toEqual([
        [],
        0,
      ])
    },
  )
})

function toggles(): boolean[] {
  return [...document.querySelector('askfirst-centre')!.shadowRoot!.querySelectorAll('input')].map(
    ({ checked }) => checked,
  )
}
