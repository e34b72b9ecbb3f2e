import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Collector, createCollector } from '@askfirst/collector'
import { type Receipt, type ReceiptDraft, verifyReceipt } from '@askfirst/consent/receipt'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type Tab } from '../support/browsers.ts'
import { type Site, startSite } from '../support/site.ts'
import { openBrowser } from './pages.ts'

declare global {
  interface Window {
    receipts: typeof import('@askfirst/consent/receipt')
  }
}

const BUILT = fileURLToPath(new URL('../../packages/consent/dist/receipt.js', import.meta.url))
const PAGE = `<!doctype html><title>Receipts</title><script type="module">
window.receipts = await import('/built/receipt.js')</script>`
const TOKEN = 'browser-tests-admin-token'
const ROUNDS = 20

const folder = mkdtempSync(join(process.env['ASKFIRST_TEST_DIR'] ?? tmpdir(), 'receipts-'))
let collector: Collector
let site: Site
let address: string
beforeAll(async () => {
  site = await startSite()
  buildSync({ entryPoints: [BUILT], bundle: true, format: 'esm', outdir: join(folder, 'built') })
  site.folder('/built/', join(folder, 'built'))
  site.page('/', PAGE)
  site.page('/favicon.ico', '')
  const sites = [{ key: 'shop', origins: [site.url] }]
  collector = await createCollector({ sites, dataDir: folder, adminToken: TOKEN, receipts: true })
  address = `http://127.0.0.1:${(await collector.listen({ port: 0 })).port}`
  site.proxy('/v1/', address)
}, 60_000)
afterAll(async () => {
  await collector?.close()
  await site?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const draft = (decision: 'granted' | 'denied'): ReceiptDraft => ({
  words: { title: 'May we measure your visit?', accept: 'Accept all', reject: 'Reject all' },
  processing: {
    locale: 'en',
    purposes: [{ id: 'measurement', label: 'M', reason: 'R <b>', decision, data: [], recipients: [] }],
    pack: 'eu',
    withdrawal: 'At any time.',
  },
  parties: { controller: 'Shop Ltd' },
  event: { method: 'banner-accept', layout: 'bar', buttonOrder: ['accept', 'reject'], validDays: 180 },
})

describe.each(engines)('receipts in $name', (engine) => {
  it('hang together when two tabs write at once, time and again, and check in the page and here', async (context) => {
    const browser = await openBrowser(context, engine)
    const tabs = [
      await loaded(await browser.newTab(`${site.url}/`)),
      await loaded(await browser.newTab(`${site.url}/`)),
    ]
    const [tab] = tabs as [Tab]
    let before: unknown = null
    for (let round = 0; round < ROUNDS; round++) {
      const made = await Promise.all(tabs.map((tab) => tab.evaluate(keepMany, 5, draft('granted'))))
      expect(made.flat()).not.toContain(null)
      const { kept, text, problems } = await tab.evaluate(async () => {
        const kept = (await window.receipts.readReceipts()) as Receipt[]
        const { problems } = await window.receipts.verifyReceipt(kept)
        return { kept, problems, text: window.receipts.exportReceipt(kept) }
      })
      expect(problems).toEqual([])
      // All of this round, on the last one of the round before.
      expect(idsOf(kept)).toEqual(idsOf(made.flat()))
      expect(kept[0]?.header.prevHash).toBe(before)
      before = kept.at(-1)?.hash
      expect(await verifyReceipt(text)).toEqual({ valid: true, problems: [] })
      expect((await verifyReceipt(text.replace('"eu"', '"uk"'))).valid).toBe(false)
    }
  }, 60_000)

  it('leave one database behind, nothing open, and not even that where they are only read', async (context) => {
    const browser = await openBrowser(context, engine)
    const tab = await loaded(await browser.newTab(`${site.url}/`))
    const read = await tab.evaluate(async () => [
      await window.receipts.readReceipts(),
      await indexedDB.databases(),
    ])
    expect(read).toEqual([[], []])
    const left = await tab.evaluate(async (of: ReceiptDraft) => {
      await window.receipts.keepReceipt(of)
      const { length } = await window.receipts.readReceipts()
      const names = (await indexedDB.databases()).map(({ name }) => name)
      const deletion = indexedDB.deleteDatabase('askfirst-receipts')
      const ended = await new Promise<string>((done) => {
        deletion.onblocked = deletion.onerror = deletion.onsuccess = ({ type }) => done(type)
      })
      return { length, names, keys: Object.keys(localStorage), ended }
    }, draft('granted'))
    expect(left).toEqual({ length: 1, names: ['askfirst-receipts'], keys: [], ended: 'success' })
  })

  it('reach the collector of another origin if they are of a yes, and the network not at all if of a no', async (context) => {
    const browser = await openBrowser(context, engine)
    const tab = await loaded(await browser.newTab(`${site.url}/`))
    const time = Date.now()
    const send = (of: ReceiptDraft): Promise<[Receipt, boolean]> =>
      tab.evaluate(
        async (of: ReceiptDraft, url: string): Promise<[Receipt, boolean]> => {
          const receipt = (await window.receipts.keepReceipt(of))!
          return [receipt, await window.receipts.sendReceipt(receipt, { url, site: 'shop' })]
        },
        of,
        `${site.otherUrl}/v1/receipts`,
      )
    const [no, noSent] = await send(draft('denied'))
    expect([no.event.type, noSent]).toEqual(['refused', false])
    const [yes, yesSent] = await send(draft('granted'))
    expect([yes.event.type, yesSent]).toEqual(['given', true])
    // One request for both, and no preflight.
    const requests = site.since(time).filter(({ path }) => path.startsWith('/v1/'))
    expect(requests.map(({ method, body }) => [method, JSON.parse(body)])).toEqual([
      ['POST', { v: 1, site: 'shop', receipt: yes }],
    ])
    expect(requests[0]?.headers).not.toHaveProperty('cookie')
    expect(requests[0]?.headers).not.toHaveProperty('referer')
    const reply = await fetch(`${address}/v1/receipts?site=shop`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    })
    const stored = (await reply.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).receipt)
    expect(stored).toContainEqual(yes)
    expect(stored).not.toContainEqual(no)
  })

  it('print as a page of their own', async (context) => {
    const browser = await openBrowser(context, engine)
    const tab = await loaded(await browser.newTab(`${site.url}/`))
    const html = await tab.evaluate(async (of: ReceiptDraft) => {
      await window.receipts.keepReceipt(of)
      return window.receipts.receiptHtml(await window.receipts.readReceipts())
    }, draft('granted'))
    site.page('/print', html)
    const print = await browser.newTab(`${site.url}/print`)
    const seen = await print.evaluate(() => ({
      lang: document.documentElement.lang,
      articles: document.querySelectorAll('article').length,
      reason: document.querySelector('article p')?.textContent,
      columns: getComputedStyle(document.querySelector('dl')!).display,
      mode: document.compatMode,
    }))
    expect(seen).toEqual({ lang: 'en', articles: 1, reason: 'R <b>', columns: 'grid', mode: 'CSS1Compat' })
  })

  it('are not made in a sandboxed frame, which has no storage', async (context) => {
    site.page(
      '/frame',
      `<!doctype html><iframe sandbox="allow-scripts" srcdoc="<script type=module>
const { keepReceipt, readReceipts } = await import('${site.url}/built/receipt.js')
const made = await keepReceipt(${JSON.stringify(draft('granted')).replaceAll('"', '&quot;').replaceAll('<', '')})
parent.postMessage([made, await readReceipts()], '*')</script>"></iframe>
<script>addEventListener('message', ({ data }) => { document.title = JSON.stringify(data) })</script>`,
    )
    site.script('/built/', { headers: { 'access-control-allow-origin': '*' } })
    const browser = await openBrowser(context, engine)
    const tab = await browser.newTab(`${site.url}/frame`)
    await tab.waitFor(() => document.title !== '')
    expect(await tab.evaluate(() => document.title)).toBe('[null,[]]')
  })
})

async function loaded(tab: Tab): Promise<Tab> {
  await tab.waitFor(() => !!window.receipts)
  return tab
}

function idsOf(receipts: readonly (Receipt | null)[]): (string | undefined)[] {
  return receipts.map((receipt) => receipt?.header.recordId).sort()
}

/** For pages: all at once. */
function keepMany(count: number, of: ReceiptDraft): Promise<(Receipt | null)[]> {
  return Promise.all(Array.from({ length: count }, () => window.receipts.keepReceipt(of)))
}
