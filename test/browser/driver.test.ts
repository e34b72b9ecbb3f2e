import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, engines, launch } from '../support/browsers.ts'
import { findInProfile, originStores } from '../support/profile.ts'
import { type Site, startSite } from '../support/site.ts'
import { skipBecause } from '../support/skipBecause.ts'
import { spies } from '../support/spies.ts'

const PAGE = `<!doctype html><title>Driver</title>
<button id="plain">Plain</button><x-box></x-box>
<script>
  window.clicks = []
  const note = (event) => window.clicks.push(event.target.id + ' ' + event.isTrusted)
  document.querySelector('#plain').onclick = note
  customElements.define('x-box', class extends HTMLElement {
    connectedCallback() {
      this.attachShadow({ mode: 'open' }).innerHTML = '<button id="inner">Inner</button>'
      this.shadowRoot.querySelector('button').onclick = note
    }
  })
  window.seenByPage = window.early
</script>`

declare global {
  interface Window {
    clicks: string[]
    early?: number
    seenByPage?: number
  }
}

/** Writes one row, and reads what an earlier call wrote. For pages. */
async function storeRow(value: string): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('driver', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('rows')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const rows = database.transaction('rows', 'readwrite', { durability: 'relaxed' })
  const before = rows.objectStore('rows').get('row')
  rows.objectStore('rows').put(value, 'row')
  await new Promise((resolve, reject) => {
    rows.oncomplete = resolve
    rows.onabort = reject
  })
  return String(before.result ?? 'nothing')
}

/** For pages. */
function writeCookie(text: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the old interface is what is being watched
  document.cookie = text
}

describe.each(engines)('driver of $name', (engine) => {
  let site: Site
  let browser: Browser | undefined
  const start = async (profileDir?: string): Promise<Browser> => {
    browser = await launch(engine, profileDir === undefined ? {} : { profileDir })
    return browser
  }
  beforeAll(async () => {
    site = await startSite()
    site.page('/', PAGE)
    site.page('/two', PAGE)
  })
  beforeEach((context) => skipBecause(context, engine.skip))
  afterEach(async () => {
    await browser?.kill()
    browser = undefined
  })
  afterAll(() => site.stop())

  it('loads, evaluates, clicks, also in a shadow root', async () => {
    const tab = await (await start()).newTab(`${site.url}/`)
    expect(
      await tab.evaluate((a: number, b: { c: string }) => `${location.pathname} ${a} ${b.c}`, 1, { c: 'x' }),
    ).toBe('/ 1 x')
    expect(await tab.evaluate(async () => (await fetch('/two')).status)).toBe(200)
    expect(await tab.evaluate(() => undefined)).toBeUndefined()
    await expect(tab.evaluate(() => Promise.reject(new Error('told')))).rejects.toThrow('told')
    await tab.click('#plain')
    await tab.click('x-box >>> #inner')
    expect(await tab.evaluate(() => window.clicks)).toEqual(['plain true', 'inner true'])
    expect(await tab.text('x-box >>> #inner')).toBe('Inner')
    await tab.evaluate(() => void setTimeout(() => location.assign('/two'), 50))
    expect(await tab.waitFor(() => location.pathname === '/two' && document.readyState)).toBeTruthy()
    await expect(tab.waitFor(() => false, [], { timeout: 50 })).rejects.toThrow('timed out')
  })

  it('runs what waits for another tab, and closes tabs', async () => {
    const opened = await start()
    const [one, two] = [await opened.newTab(`${site.url}/`), await opened.newTab(`${site.url}/two`)]
    const heard = one.evaluate(
      () =>
        new Promise((resolve) =>
          new BroadcastChannel('x').addEventListener('message', ({ data }) => resolve(data)),
        ),
    )
    await two.waitFor(() => {
      new BroadcastChannel('x').postMessage('hello')
      return true
    })
    const again = setInterval(
      () => void two.evaluate(() => new BroadcastChannel('x').postMessage('hello')),
      50,
    )
    expect(await heard.finally(() => clearInterval(again))).toBe('hello')
    expect(opened.tabs.length).toBe(2)
    await one.close()
    expect(opened.tabs).toEqual([two])
    expect(await two.evaluate(() => location.pathname)).toBe('/two')
  })

  it('keeps IndexedDB over a SIGKILL 100 ms after a put', async (context) => {
    const first = await start()
    skipBecause(context, first.persistent ? undefined : 'this WebKit host keeps no profile')
    const tab = await first.newTab(`${site.url}/`)
    expect(await tab.evaluate(storeRow, 'survivor')).toBe('nothing')
    await new Promise((resolve) => setTimeout(resolve, 100))
    await first.kill()
    await expect(tab.evaluate(() => 1)).rejects.toThrow()
    const second = await (await start(first.profileDir)).newTab(`${site.url}/`)
    expect(await second.evaluate(storeRow, 'next')).toBe('survivor')
  })

  it('tells on disk whether a page stored something', async (context) => {
    const quiet = await start()
    skipBecause(context, quiet.persistent ? undefined : 'this WebKit host keeps no profile')
    const tab = await quiet.newTab(`${site.url}/`)
    await tab.evaluate(() => [document.cookie, localStorage.getItem('x')].length)
    await tab.evaluate(async () => (await indexedDB.databases()).length)
    await quiet.close()
    expect(originStores(quiet, site.url)).toEqual([])
    expect(findInProfile(quiet.profileDir, ['survivor', 'mark-of'])).toEqual([])
    const loud = await start(quiet.profileDir)
    const writer = await loud.newTab(`${site.url}/`)
    await writer.evaluate(storeRow, 'mark-of-row')
    await writer.evaluate(() => localStorage.setItem('mark-of-area', '1'))
    await writer.evaluate(writeCookie, 'mark-of-cookie=1; max-age=1000')
    await loud.close()
    const stores = originStores(loud, site.url).join('\n')
    for (const kind of [/indexeddb|idb/i, /local.?storage|\/ls\//i, /cookies/i]) expect(stores).toMatch(kind)
    for (const text of ['mark-of-row', 'mark-of-area', 'mark-of-cookie'])
      expect(findInProfile(loud.profileDir, [text]).length, text).toBeGreaterThan(0)
  })

  it('runs scripts before those of the page', async (context) => {
    const opened = await start()
    skipBecause(context, opened.persistent ? undefined : 'MiniBrowser runs no script before the page')
    await opened.onBeforeLoad((early: number) => {
      window.early = early
    }, 7)
    const tab = await opened.newTab(`${site.url}/`)
    expect(await tab.evaluate(() => window.seenByPage)).toBe(7)
    await opened.onBeforeLoad((more: number) => {
      window.early = (window.early ?? 0) + more
    }, 1)
    await tab.goto(`${site.url}/two`)
    expect(await tab.evaluate(() => window.seenByPage)).toBe(8)
  })

  it('spies see what stores and sends, the site sees what arrives', async () => {
    const spied = await startSite()
    spied.page('/', PAGE)
    spied.inject(spies)
    const began = Date.now()
    const tab = await (await start()).newTab(`${spied.url}/`)
    expect(await tab.evaluate(() => window.__spies)).toEqual([])
    await tab.evaluate(writeCookie, 'zeroth=0')
    await tab.evaluate(async () => {
      localStorage.setItem('first', '1')
      localStorage['second'] = '2'
      sessionStorage.setItem('third', '3')
      await indexedDB.databases()
      indexedDB.open('fourth')
      new Image().src = '/fifth.png'
      document.createElement('script').setAttribute('src', '/sixth.js')
      navigator.sendBeacon('/seventh', 'body')
      await fetch('/eighth')
      new BroadcastChannel('ninth').postMessage(1)
      await navigator.locks.request('tenth', () => 1)
    })
    const calls = await tab.evaluate(() => window.__spies.map(({ api, detail }) => `${api} ${detail}`))
    expect(calls).toEqual([
      'document.cookie zeroth=0',
      'localStorage.setItem first',
      'localStorage.setItem second',
      'sessionStorage.setItem third',
      'indexedDB.databases ',
      'indexedDB.open fourth',
      'img.src /fifth.png',
      'script.src /sixth.js',
      'navigator.sendBeacon /seventh',
      'fetch /eighth',
      'BroadcastChannel.postMessage ninth 1',
      'navigator.locks.request tenth',
    ])
    expect(
      await tab.evaluate(
        () => `${localStorage.getItem('first')}${localStorage['second']}${localStorage.length}`,
      ),
    ).toBe('122')
    const beacon = await spied.waitForRequest(({ path }) => path === '/seventh')
    expect([beacon.method, beacon.body, beacon.origin]).toEqual(['POST', 'body', spied.url])
    expect(beacon.at).toBeGreaterThanOrEqual(began)
    await spied.stop()
  })
})
