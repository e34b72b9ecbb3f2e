import type { ConsentConfig } from '@askfirst/consent/config'
import { beforeEach, describe, expect, it, type TestContext } from 'vitest'
import { type Engine, engines, type Tab } from '../support/browsers.ts'
import { consentStates } from './consentStates.ts'
import { loaded, openBrowser, type Shop, shopForEach } from './pages.ts'

const DAY = 86_400_000
const PLAN = JSON.stringify({ plan: { events: { seen: {}, offered: { purpose: 'marketing' } } } })
const SIGNAL = `<script>
Object.defineProperty(navigator, 'globalPrivacyControl', { configurable: true, get: () => !window.signalOff })
</script>`

declare global {
  interface Window {
    signalOff?: boolean
    /** what went to the console as an error */
    errors?: string[]
  }
}

let shop: Shop
shopForEach((opened) => {
  shop = opened
  shop.page('/plain', '<!doctype html><title>Plain</title>')
})

describe.each(engines)('by which rules a choice stands in $name', (engine) => {
  it('the opt-out signal stops what it covers, against a yes, until the visitor overrides it', async (context) => {
    const tag = `data-page-views="false" data-purposes="measurement marketing" data-options='${PLAN}'`
    shop.serve('/', { tag, head: SIGNAL })
    const tab = await start(context, engine)
    expect(await consentStates(tab)).toEqual({ measurement: 'undecided', marketing: 'signal_denied' })
    await tab.evaluate(async () => {
      await window.askfirst.optIn()
      for (const name of ['seen', 'offered']) window.askfirst.track(name)
      await window.askfirst.flush()
    })
    expect((await shop.stored(1)).map(({ name }) => name)).toEqual(['seen'])
    expect(await tab.evaluate(() => window.askfirst.inspect().dropped)).toEqual({ denied: 1 })
    expect(await tab.evaluate(() => window.askfirst.consent.snapshot())).toMatchObject({
      signal: true,
      purposes: { measurement: 'granted', marketing: 'signal_denied' },
    })
    expect(await decider(tab, 'marketing')).toBe('signal')
    await tab.evaluate(async () => {
      await window.askfirst.consent.choose({ marketing: 'granted' }, { overSignal: true })
      window.askfirst.track('offered')
      await window.askfirst.flush()
    })
    expect((await shop.stored(2)).map(({ name }) => name).sort()).toEqual(['offered', 'seen'])
    // A yes that knows nothing of the signal takes the override back; without the signal it is a yes.
    await tab.evaluate(() => window.askfirst.optIn(['marketing']))
    expect(await consentStates(tab)).toMatchObject({ marketing: 'signal_denied' })
    await tab.evaluate(() => {
      window.signalOff = true
      window.askfirst.consent.refresh()
    })
    expect(await consentStates(tab)).toMatchObject({ marketing: 'granted' })
  })

  it.for([
    ['half a year later', 181 * DAY],
    ['under a clock that was set back', -30 * DAY],
  ] as const)(
    'a yes is asked again %s, and nothing is sent before the answer',
    async ([, shift], context) => {
      shop.serve('/', { tag: 'data-page-views="false"' })
      shop.serve('/later', {
        tag: 'data-page-views="false" data-banner',
        head: `<script>{ const now = Date.now; Date.now = () => now() + ${shift} }</script>`,
      })
      const tab = await start(context, engine)
      shop.script('/v1/', { status: 503 })
      await tab.evaluate(async () => {
        await window.askfirst.optIn()
        window.askfirst.track('waits')
        await window.askfirst.flush()
      })
      // What this page sends at its end was sent under a yes that stood.
      await tab.goto(`${shop.url}/plain`)
      shop.script('/v1/', undefined)
      const before = shop.sent().length
      await tab.goto(`${shop.url}/later`)
      await tab.waitFor(() => document.querySelector('askfirst-banner') !== null)
      await tab.evaluate(async () => {
        window.askfirst.track('after')
        await window.askfirst.flush()
      })
      expect(await consentStates(tab)).toEqual({ measurement: 'expired' })
      expect(await tab.evaluate(() => window.askfirst.inspect())).toMatchObject({
        queued: { events: 0 },
        dropped: { denied: 1 },
      })
      expect(shop.sent().slice(before)).toEqual([])
      await tab.click('askfirst-banner >>> #accept')
      await tab.evaluate(() => window.askfirst.track('answered'))
      expect((await shop.stored(1)).map(({ name }) => name)).toEqual(['answered'])
    },
  )

  it('stop and erase: one further request, and nothing is left at the collector or here', async (context) => {
    const tab = await startSent(context, engine)
    const time = Date.now()
    const report = await tab.evaluate(() =>
      window.askfirst.consent.choose({ measurement: 'denied' }, { erase: true }),
    )
    expect(report).toEqual({ removed: 0, inFlight: 0, remaining: [], erased: 'erased' })
    expect(await shop.stored()).toEqual([])
    const after = shop.since(time).map(({ method, path }) => `${method} ${path}`)
    expect(after.filter((line) => line !== 'GET /askfirst-more.js')).toEqual(['POST /v1/erase'])
    await tab.waitFor(async () => (await indexedDB.databases()).length === 1)
    expect(await consentStates(tab)).toEqual({ measurement: 'denied' })
  })

  it('a failed erasure is told, and can be asked for again as long as the page is there', async (context) => {
    const tab = await startSent(context, engine)
    shop.script('/v1/erase', { status: 503 })
    const stop = () => window.askfirst.consent.choose({ measurement: 'denied' }, { erase: true })
    expect(await tab.evaluate(stop)).toMatchObject({ erased: 'failed' })
    expect(await tab.evaluate(() => window.askfirst.consent.allows('measurement'))).toBe(false)
    // On the device nothing waits for that: neither keys nor what names what was sent.
    await tab.waitFor(async () => (await indexedDB.databases()).length === 1)
    shop.script('/v1/erase', undefined)
    expect(await tab.evaluate(stop)).toMatchObject({ erased: 'erased' })
    expect(await shop.stored()).toEqual([])
  })

  it('two copies in one page, a no in one of them: neither sends', async (context) => {
    const second = `<script async src="/askfirst.js" data-endpoint="/v1/events" data-site="${shop.key}" data-page-views="false" data-global="second"></script>`
    shop.serve('/', { tag: 'data-page-views="false"', head: second })
    const tab = await start(context, engine)
    await tab.waitFor(() => 'inspect' in ((window as never as { second: object }).second ?? {}))
    await tab.evaluate(async () => {
      const { askfirst, second } = window as never as { askfirst: Client; second: Client }
      type Client = typeof window.askfirst
      await askfirst.optIn()
      askfirst.track('one')
      second.track('two')
      await askfirst.optOut()
      second.track('three')
      await second.flush()
    })
    expect(
      await tab.evaluate(() =>
        (window as never as Window & { second: typeof window.askfirst }).second.inspect(),
      ),
    ).toMatchObject({ queued: { events: 0 }, consent: { purposes: { measurement: 'denied' } } })
    expect(shop.sent().filter(({ name }) => name === 'three')).toEqual([])
  })
})

describe.each(engines)("the site owner's file in $name", (engine) => {
  const config = (retentionDays: number, ...more: ConsentConfig['purposes']): ConsentConfig => ({
    controller: { name: 'Teahouse' },
    purposes: [{ id: 'measurement', retentionDays }, ...more],
  })
  /** Replaces what stands beside askfirst.js by something that the collector would not publish; undefined: nothing. */
  const spoil = (file: string | undefined): void =>
    shop.script(`/${shop.ownerFile}`, file === undefined ? { status: 404 } : { status: 200, body: file })
  const OFFERS = {
    id: 'offers',
    label: 'Offers',
    reason: 'Show you offers for tea.',
    benefit: 'Tea for less.',
  }
  beforeEach(() => {
    const page = {
      tag: `data-banner data-config="${shop.ownerFile}"`,
      stub: true,
      head: `<script>window.errors = []; console.error = (...said) => window.errors.push(said.join(' '))</script>`,
    }
    shop.serve('/', page)
    shop.serve('/again', page)
  })

  it('words change nothing, terms are asked again, and a new purpose alone is asked for', async (context) => {
    await shop.publish(config(30))
    const tab = await start(context, engine)
    expect(await shown(tab)).toContain('Teahouse')
    await tab.click('askfirst-banner >>> #accept')
    await shop.stored(1)
    await shop.publish({ ...config(30), words: { en: { title: 'Tea?' } }, banner: { layout: 'box' } })
    await tab.goto(`${shop.url}/`)
    await shop.stored(2)
    expect(await consentStates(tab)).toEqual({ measurement: 'granted' })
    expect(await tab.evaluate(() => document.querySelector('askfirst-banner'))).toBeNull()

    await shop.publish(config(30, OFFERS))
    await tab.goto(`${shop.url}/`)
    expect(await shown(tab)).toContain('Offers')
    expect(await consentStates(tab)).toEqual({ measurement: 'granted', offers: 'undecided' })
    await shop.stored(3)
    // A no to what was allowed before is told in the banner's place.
    await tab.click('askfirst-banner >>> #reject')
    await tab.click('askfirst-banner >>> #close')
    await tab.waitFor(() => !document.querySelector('askfirst-banner'))

    await shop.publish(config(60, OFFERS))
    await tab.goto(`${shop.url}/`)
    await shown(tab)
    expect(await consentStates(tab)).toEqual({ measurement: 'stale', offers: 'denied' })
  })

  it('kept longer than what was agreed to: off at once, until that is agreed to', async (context) => {
    await shop.publish(config(30))
    const tab = await start(context, engine)
    await shown(tab)
    await tab.click('askfirst-banner >>> #accept')
    await shop.stored(1)
    await shop.publish(config(60))
    await tab.goto(`${shop.url}/again`)
    await shown(tab)
    expect(await consentStates(tab)).toEqual({ measurement: 'stale' })
    await tab.evaluate(() => window.askfirst.flush())
    expect(shop.sent().filter(({ props }) => `${props['url']}`.endsWith('/again'))).toEqual([])
    await tab.click('askfirst-banner >>> #accept')
    await tab.evaluate(() => window.askfirst.track('agreed'))
    expect((await shop.stored(2)).map(({ name }) => name)).toContain('agreed')
  })

  it('with the banner off nobody is asked, and nothing is sent or stored', async (context) => {
    await shop.publish({ ...config(30), banner: { show: false } })
    const tab = await start(context, engine)
    await tab.evaluate(async () => {
      window.askfirst.track('quiet')
      await window.askfirst.flush()
      await new Promise((done) => setTimeout(done, 1_000))
    })
    expect(await tab.evaluate(() => document.querySelector('askfirst-banner'))).toBeNull()
    const asked = shop.requests
      .map(({ method, path }) => `${method} ${path}`)
      .filter((line) => line !== 'GET /favicon.ico')
    expect(asked.sort()).toEqual([
      'GET /',
      'GET /askfirst-config.js',
      `GET /${shop.ownerFile}`,
      'GET /askfirst.js',
    ])
    const file = shop.requests.find(({ path }) => path === `/${shop.ownerFile}`)
    expect([file?.headers.cookie, file?.headers.referer]).toEqual([undefined, undefined])
    expect(await tab.evaluate(() => [localStorage.length, document.cookie])).toEqual([0, ''])
  })

  it.for([
    ['missing', undefined],
    ['no JSON', '{'],
    ['hiding the refusal', '{"purposes":[{"id":"measurement"}],"banner":{"reject":false}}'],
    ['adding a destination', '{"purposes":[{"id":"measurement"}],"endpoint":"https://elsewhere.example/"}'],
  ] as const)(
    '%s: built-in words, told in the console, and the gate is closed',
    async ([, file], context) => {
      await shop.publish(config(30))
      const tab = await start(context, engine)
      await shown(tab)
      spoil(file)
      await tab.goto(`${shop.url}/`)
      expect(await shown(tab)).not.toContain('Teahouse')
      expect(await tab.evaluate(() => window.errors)).toEqual([
        expect.stringContaining(`${shop.ownerFile}: built-in words stand in`),
      ])
      expect(await consentStates(tab)).toEqual({ measurement: 'undecided' })
      shop.script(`/${shop.ownerFile}`, undefined)
      await tab.goto(`${shop.url}/`)
      await shown(tab)
      await tab.click('askfirst-banner >>> #accept')
      await shop.stored(1)
      spoil(file)
      await tab.goto(`${shop.url}/again`)
      await tab.waitFor(() => window.errors?.length && 'inspect' in window.askfirst)
      await tab.evaluate(() => window.askfirst.flush())
      expect(await consentStates(tab)).toEqual({ measurement: 'stale' })
      expect(shop.sent().filter(({ props }) => `${props['url']}`.endsWith('/again'))).toEqual([])
      expect(await tab.evaluate(() => document.querySelector('askfirst-banner'))).toBeNull()
    },
  )
})

async function start(context: TestContext, engine: Engine): Promise<Tab> {
  const browser = await openBrowser(context, engine)
  return loaded(await browser.newTab(`${shop.url}/`))
}

function decider(tab: Tab, purpose: string): Promise<string | undefined> {
  return tab.evaluate(
    (name) => window.askfirst.consent.explain(name).find(({ decides }) => decides)?.rule,
    purpose,
  )
}

/** A page with a yes, one event of which the collector has. */
async function startSent(context: TestContext, engine: Engine): Promise<Tab> {
  shop.serve('/', { tag: 'data-page-views="false"' })
  const tab = await start(context, engine)
  await tab.evaluate(async () => {
    await window.askfirst.optIn()
    window.askfirst.track('sent')
    await window.askfirst.flush()
  })
  await shop.stored(1)
  return tab
}

/** The banner's text, once it is there. */
function shown(tab: Tab): Promise<string> {
  return tab.waitFor(
    () => document.querySelector('askfirst-banner')?.shadowRoot?.textContent || undefined,
  ) as Promise<string>
}
