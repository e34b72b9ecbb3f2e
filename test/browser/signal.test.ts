import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it, type TestContext } from 'vitest'
import { type Engine, engines, type Tab } from '../support/browsers.ts'
import { openBrowser, REJECT, type Shop, shopForEach } from './pages.ts'
import { audit } from './uiPages.ts'

const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'"
const WATCH = `Object.defineProperty(navigator, 'globalPrivacyControl', { configurable: true, get: () => !window.signalOff })
window.errors = []
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  // Browsers look for an icon by themselves.
  if (!blockedURI.endsWith('/favicon.ico')) errors.push(violatedDirective + ' ' + blockedURI)
})
addEventListener('error', (event) => errors.push(event.message))`
const HEAD = '<script src="/watch.js"></script>'
const CALIFORNIA = `data-options='{"consent":{"policy":{"region":"US-CA"}}}'`
const HONOURED = 'Opt-out signal honoured: your browser asks sites not to sell or share your data.'
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let shop: Shop
shopForEach((opened) => {
  shop = opened
  const javascript = { 'content-type': 'text/javascript' }
  shop.script('/watch.js', { status: 200, headers: javascript, body: WATCH })
  shop.script('/axe.js', { status: 200, headers: javascript, body: AXE })
})

describe.each(engines)('the opt-out signal on the page in $name', (engine) => {
  it('is said to be honoured, in a corner, without taking the focus, and closes', async (context) => {
    const tab = await start(context, engine, CALIFORNIA)
    expect(await said(tab)).toBe(HONOURED)
    const look = await tab.evaluate(() => {
      const host = document.querySelector('askfirst-signal')!
      const { left, bottom, width, height } = host
        .shadowRoot!.querySelector('section')!
        .getBoundingClientRect()
      return {
        corner: left < 20 && innerHeight - bottom < 20 && width > 100 && height > 50,
        onTop: document.elementFromPoint(left + width / 2, bottom - height / 2) === host,
        role: host.shadowRoot!.querySelector('p')!.getAttribute('role'),
        focus: document.activeElement?.localName,
        stored: [document.cookie, localStorage.length],
      }
    })
    expect(look).toEqual({ corner: true, onTop: true, role: 'status', focus: 'body', stored: ['', 0] })
    await tab.click('#button')
    await tab.press('Tab', 'Tab')
    expect(await tab.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id)).toBe('close')
    await tab.click('askfirst-signal >>> #close')
    // The focus goes back; a window that has none itself, as Firefox's here, is told of no focus, and main content gets it.
    const [active, where] = await tab.evaluate(() => [
      document.hasFocus(),
      document.activeElement?.localName ?? '',
    ])
    expect(where).toBe(active ? 'button' : 'main')
    // Nothing that happens on this page brings it again.
    await tab.evaluate(() => window.askfirst.optIn())
    await settled(tab)
    expect(await shown(tab)).toBe(false)
    expect(await tab.evaluate(() => window.errors)).toEqual([])
  })

  it('opens the preference centre, and stays until what it says is no longer so', async (context) => {
    const tab = await start(context, engine, `${CALIFORNIA} data-purposes="measurement marketing"`)
    await said(tab)
    expect(shop.requests.filter(({ path }) => /banner|receipt/.test(path))).toEqual([])
    await tab.click('askfirst-signal >>> #choose')
    await tab.waitFor(() => !!document.querySelector('askfirst-centre')?.shadowRoot?.querySelector('#close'))
    await tab.click('askfirst-centre >>> #close')
    await tab.waitFor(() => !document.querySelector('askfirst-centre'))
    expect(await said(tab)).toBe(HONOURED)
    await tab.evaluate(() => window.askfirst.consent.choose({ marketing: 'granted' }, { overSignal: true }))
    await tab.waitFor(() => !document.querySelector('askfirst-signal'))
    expect(await tab.evaluate(() => window.errors)).toEqual([])
  })

  it('waits while the banner is there, and goes with the signal', async (context) => {
    const tab = await start(context, engine, `${CALIFORNIA} data-banner`)
    await tab.waitFor(() => !!document.querySelector('askfirst-banner')?.shadowRoot?.querySelector('#reject'))
    await tab.waitFor(() => !!document.querySelector('askfirst-signal'))
    await settled(tab)
    expect(await shown(tab)).toBe(false)
    await tab.click(REJECT)
    expect(await said(tab)).toBe(HONOURED)
    await tab.evaluate(() => {
      window.signalOff = true
      window.askfirst.consent.refresh()
    })
    await tab.waitFor(() => !document.querySelector('askfirst-signal'))
  })

  it('is asked for by nothing once this page has said no', async (context) => {
    const off = '<script>window.signalOff = true</script>'
    const tab = await start(context, engine, CALIFORNIA, off + HEAD)
    await tab.evaluate(() => window.askfirst.optOut())
    const before = shop.requests.length
    await tab.evaluate(() => {
      window.signalOff = false
      window.askfirst.consent.refresh()
    })
    await settled(tab)
    expect(await tab.evaluate(() => window.askfirst.consent.snapshot().signal)).toBe(true)
    expect(shop.requests.slice(before)).toEqual([])
  })

  it('has no axe-core violation: light, dark, and in forced colours', async (context) => {
    shop.script('/askfirst.json', {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ purposes: [{ id: 'measurement' }], banner: { theme: 'dark' } }),
    })
    const head = `${HEAD}<script src="/axe.js"></script>`
    const tab = await start(context, engine, `${CALIFORNIA} data-config="askfirst.json"`, head)
    await said(tab)
    const dark = () => !!document.querySelector('askfirst-signal')?.shadowRoot?.querySelector('.dark')
    expect(await tab.evaluate(dark)).toBe(true)
    expect(await tab.evaluate(audit)).toEqual([])
    shop.serve('/light', { tag: `data-page-views="false" ${CALIFORNIA}`, head })
    await tab.goto(`${shop.url}/light`)
    await said(tab)
    expect(await tab.evaluate(audit)).toEqual([])
    if (!tab.media) return
    for (const features of [{ 'prefers-color-scheme': 'dark' }, { 'forced-colors': 'active' }]) {
      await tab.media(features)
      expect(await tab.evaluate(audit)).toEqual([])
    }
  })

  it('is not said where the region is not told, and its file is not loaded', async (context) => {
    const tab = await start(context, engine, '')
    await settled(tab)
    expect(await tab.evaluate(() => window.askfirst.consent.snapshot().signal)).toBe(true)
    expect(await tab.evaluate(() => document.querySelector('askfirst-signal') === null)).toBe(true)
    expect(shop.requests.filter(({ path }) => path.includes('signal'))).toEqual([])
  })
})

/** A page with the signal on, under a strict policy unless it has a head of its own. */
async function start(context: TestContext, engine: Engine, tag: string, head = HEAD): Promise<Tab> {
  const policy = { 'content-security-policy': POLICY }
  shop.serve('/', {
    tag: `data-page-views="false" ${tag}`,
    head,
    ...(head === HEAD && { headers: policy }),
  })
  const browser = await openBrowser(context, engine)
  const tab = await browser.newTab(`${shop.url}/`)
  await tab.waitFor(() => 'inspect' in (window.askfirst ?? {}))
  return tab
}

/** What the status says, once it is to be seen. */
function said(tab: Tab): Promise<string> {
  return tab.waitFor(() => {
    const root = document.querySelector('askfirst-signal')?.shadowRoot
    return root?.querySelector('section:not(.status)') && root.querySelector('p')?.textContent
  }) as Promise<string>
}

/** Whether anything of the status is there to be seen or read out. */
function shown(tab: Tab): Promise<boolean> {
  return tab.evaluate(() => {
    const root = document.querySelector('askfirst-signal')?.shadowRoot
    return !!root && (!!root.querySelector('p')!.textContent || !root.querySelector('section.status'))
  })
}

/** Waits longer than the status does before it is read out. */
function settled(tab: Tab): Promise<void> {
  return tab.evaluate(() => new Promise<void>((done) => setTimeout(done, 500)))
}
