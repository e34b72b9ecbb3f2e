import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type Tab } from '../support/browsers.ts'
import { openBrowser, type Pages, startPages } from './pages.ts'

/** In the frame: notes what goes wrong, and runs what the page around it asks for. */
const FRAME = `<script>
const wrong = []
addEventListener('error', ({ message }) => wrong.push('error ' + message))
addEventListener('unhandledrejection', ({ reason }) => wrong.push('rejection ' + reason))
const { error } = console
console.error = (...args) => { wrong.push('console ' + args.join(' ')); error(...args) }
addEventListener('message', async ({ data }) => {
  const answer = await Promise.resolve().then(() => eval(data)).catch((reason) => 'thrown ' + reason)
  parent.postMessage(answer ?? null, '*')
})
</script>`
const HOST = `<!doctype html><title>Host</title><iframe sandbox="allow-scripts" src="/frame"></iframe>`

let pages: Pages
beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

describe.each(engines)('a sandboxed frame in $name', (engine) => {
  it('works in memory, throws nothing, and its events arrive', async (context) => {
    const shop = await pages.open({ framed: true })
    shop.serve('/frame', { tag: 'data-banner data-vitals', head: FRAME })
    shop.page('/', HOST)
    // Modules of an opaque origin need leave, which a site that wants a banner there has to give.
    shop.script('/askfirst-', { headers: { 'access-control-allow-origin': '*' } })
    const browser = await openBrowser(context, engine)
    const tab = await browser.newTab(`${shop.url}/`)
    await tab.waitFor(ask, [
      "'inspect' in (window.askfirst ?? {}) && !!document.querySelector('askfirst-banner')",
    ])
    const denied = await tab.evaluate(
      ask,
      `try { localStorage.length; 'allowed' } catch (reason) { String(origin) + ' ' + reason.name }`,
    )
    expect(denied).toBe('null SecurityError')
    await tab.evaluate(ask, "askfirst.track('held', { price: 3 })")
    expect(await inspect(tab)).toMatchObject({ mode: 'idle', held: 2 })
    await tab.evaluate(
      ask,
      "document.querySelector('askfirst-banner').shadowRoot.querySelector('#accept').click()",
    )
    const events = await shop.stored(2)
    expect(events.filter(({ name }) => name !== 'vital').map(({ name }) => name)).toEqual(['page', 'held'])
    expect(await inspect(tab)).toMatchObject({
      mode: 'memory',
      consent: { purposes: { measurement: 'granted' }, reason: 'decided-here' },
    })
    expect(shop.sent()[0]?.request.headers.origin).toBe('null')
    await tab.evaluate(ask, "askfirst.track('later'), askfirst.flush()")
    expect((await shop.stored(3)).map(({ name }) => name)).toContain('later')
    const calls =
      "askfirst.identify('x'), askfirst.reset(), askfirst.page({ a: 1n }), askfirst.track(), askfirst.erase()"
    // The page view is on its way: in the memory's queue, or, where loading the erasure's code took long, sent.
    expect(await tab.evaluate(ask, calls)).toMatchObject({ streams: 2, collector: 'erased' })
    expect(await shop.stored()).toEqual([])
    expect(await tab.evaluate(ask, 'askfirst.optOut()')).toMatchObject({ inFlight: 0, remaining: [] })
    const time = Date.now()
    await tab.evaluate(ask, "askfirst.track('denied'), askfirst.flush()")
    expect(await inspect(tab)).toMatchObject({ consent: { purposes: { measurement: 'denied' } }, held: 0 })
    expect(shop.since(time)).toEqual([])
    expect(await tab.evaluate(ask, 'askfirst.shutdown().then(() => wrong)')).toEqual([])
  })
})

function inspect(tab: Tab): Promise<unknown> {
  return tab.evaluate(ask, 'askfirst.inspect()')
}

/** For pages: runs the text in the frame, which no other way leads into, and returns its result. */
function ask(code: string): Promise<unknown> {
  return new Promise((resolve) => {
    addEventListener('message', ({ data }) => resolve(data), { once: true })
    frames[0]?.postMessage(code, '*')
  })
}
