import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createCollector } from '@askfirst/collector'
import type { ConsentConfig } from '@askfirst/consent/config'
import type { NativeChunkHead, NativeEventLine } from '@askfirst/formats/native'
import type { Client } from 'askfirst'
import { afterAll, beforeAll, beforeEach, type TestContext } from 'vitest'
import { type Browser, type Engine, type LaunchOptions, launch, type Tab } from '../support/browsers.ts'
import { poll } from '../support/poll.ts'
import { type Site, type SiteRequest, startSite } from '../support/site.ts'
import { skipBecause } from '../support/skipBecause.ts'

/*
 * Pages with our script tag, in front of a real collector:
 *
 *   const pages = await startPages()                     // once a file: opens the collector
 *   const shop = await pages.open()                      // an origin of its own, so also stores of its own
 *   shop.serve('/', { tag: 'data-banner' })              // a page; `stub`, `head`, `body`, `headers` besides
 *   const browser = await openBrowser(context, engine)   // ended with the test
 *   await (await browser.newTab(`${shop.url}/`)).click(ACCEPT)
 *   await shop.stored(1)                                 // what the collector has of this origin, once there is 1
 *   shop.sent()                                          // what went over the wire, with every repetition
 *   await pages.stop()
 *
 * Where every test of a file wants an origin of its own: `shopForEach((opened) => { shop = opened })`.
 *
 * `shop` is a `Site` as well: script faults with `shop.script('/v1/', …)`, look at `shop.requests`.
 */

const ROOT = fileURLToPath(new URL('../../packages/', import.meta.url))
/** The script-tag build's files, and where they are built. */
const FILES = Object.fromEntries(
  ['askfirst/dist/', 'ui/dist/'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => /^(askfirst.*|stub)\.js$/.test(name))
      .map((name) => [name, folder + name]),
  ),
)
/** of the collector that `startPages` opens */
export const ADMIN_TOKEN = 'browser-tests-admin-token'
const SITES = 80

export const ACCEPT = 'askfirst-banner >>> #accept'
export const REJECT = 'askfirst-banner >>> #reject'

declare global {
  interface Window {
    /** the script tag's client, or the stub until it has loaded */
    askfirst: Client & { showBanner(): void; showCentre(): void }
  }
}

export interface PageOptions {
  /** attributes of the script tag besides `src`, `data-endpoint` and `data-site` */
  tag?: string
  /** in place of `/askfirst.js` */
  src?: string
  /** in place of `data-endpoint="/v1/events"` */
  endpoint?: string
  /** whether the stub stands before the tag (default false) */
  stub?: boolean
  /** HTML before the tag */
  head?: string
  body?: string
  headers?: Record<string, string>
}

/** One event as it went over the wire. */
export interface SentEvent {
  request: SiteRequest
  stream: string
  seq: number
  purpose: string
  name: string
  props: Record<string, unknown>
}

/** One event as the collector has it. */
export interface StoredEvent {
  stream: string
  seq: number
  purpose: string
  name: string
  /** ms since the epoch */
  at: number
  props: Record<string, unknown>
}

export interface Shop extends Site {
  /** the site's key at the collector */
  readonly key: string
  serve(path: string, options?: PageOptions): void
  /** All events of the requests to `/v1/events` so far, repetitions too. */
  sent(): SentEvent[]
  /** Publishes the site owner's file, as the collector's page for owners does; it stands beside askfirst.js. */
  publish(config: ConsentConfig): Promise<void>
  /** name of that file */
  readonly ownerFile: string
  /** What the collector has, by stream and seq, once there are at least `count` events. `timeout` in ms, default 15,000. */
  stored(count?: number, timeout?: number): Promise<StoredEvent[]>
}

export interface Pages {
  /** where the collector itself listens, without a slash at the end */
  readonly collector: string
  /**
   * Opens an origin that serves the built files beside its pages and passes `/v1/` on to the collector.
   * The collector takes its events from any origin, or with `framed` from sandboxed frames alone.
   */
  open(options?: { framed?: boolean }): Promise<Shop>
  stop(): Promise<void>
}

/** Opens the collector. Files in the folder `ASKFIRST_TEST_FILES`, where that is set, are served instead of the built. */
export async function startPages(): Promise<Pages> {
  const folder = mkdtempSync(join(process.env['ASKFIRST_TEST_DIR'] ?? tmpdir(), 'pages-'))
  const files = copyFiles(folder)
  const numbers = Array.from({ length: SITES }, (_, index) => index)
  const collector = await createCollector({
    sites: numbers.flatMap((number) => [
      { key: `shop-${number}`, origins: ['*'] },
      { key: `framed-${number}`, origins: ['null'] },
    ]),
    dataDir: join(folder, 'data'),
    publishDir: files,
    adminToken: ADMIN_TOKEN,
  })
  const { port } = await collector.listen({ port: 0 })
  const address = `http://127.0.0.1:${port}`
  const shops: Site[] = []
  return {
    collector: address,
    open: async ({ framed } = {}) => {
      const site = await startSite()
      const number = shops.push(site) - 1
      if (number >= SITES) throw new Error(`more than ${SITES} shops: raise the number`)
      site.folder('/', files)
      site.proxy('/v1/', address)
      site.page('/favicon.ico', '')
      return toShop(
        site,
        `${framed ? 'framed' : 'shop'}-${number}`,
        address,
        readFileSync(join(files, 'stub.js'), 'utf8'),
      )
    },
    stop: async () => {
      await Promise.all(shops.map((site) => site.stop()))
      await collector.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** For the tests of a file: one collector for all, and for each of them an origin of its own, which `prepare` is given. */
export function shopForEach(prepare: (shop: Shop, pages: Pages) => void): void {
  let pages: Pages
  beforeAll(async () => {
    pages = await startPages()
  })
  beforeEach(async () => prepare(await pages.open(), pages))
  afterAll(() => pages.stop())
}

/** Starts a browser for one test, skipped where the engine can't run, and ends it with the test. */
export async function openBrowser(
  context: TestContext,
  engine: Engine,
  options?: LaunchOptions,
): Promise<Browser> {
  skipBecause(context, engine.skip)
  const browser = await launch(engine, options)
  context.onTestFinished(() => browser.kill())
  return browser
}

/** The tab, once the script tag's client is there and has nothing under way. */
export async function loaded(tab: Tab): Promise<Tab> {
  await tab.waitFor(() => 'inspect' in (window.askfirst ?? {}))
  await tab.evaluate(() => window.askfirst.flush())
  return tab
}

/** A copy, so that a build under way changes nothing for a test that runs. */
function copyFiles(folder: string): string {
  const files = mkdtempSync(join(folder, 'files-'))
  for (const [name, built] of Object.entries(FILES)) {
    const other = join(process.env['ASKFIRST_TEST_FILES'] ?? ROOT, name)
    copyFileSync(existsSync(other) ? other : join(ROOT, built), join(files, name))
  }
  return files
}

function toShop(site: Site, key: string, collector: string, stub: string): Shop {
  return {
    ...site,
    key,
    serve: (path, options = {}) => {
      const {
        tag = '',
        src = '/askfirst.js',
        endpoint = '/v1/events',
        head = '',
        body = '',
        headers,
      } = options
      site.page(
        path,
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}
${options.stub ? `<script>${stub}</script>` : ''}
<script async src="${src}" data-endpoint="${endpoint}" data-site="${key}" ${tag}></script></head>
<body><main><h1>Shop</h1><button id="button" type="button">A button</button></main>${body}</body></html>`,
      )
      // Scripts go by prefix: a page's headers would else be those of the pages below it, too.
      if (headers) site.script(path, (request) => (request.path === path ? { headers } : undefined))
    },
    ownerFile: `askfirst-${key}.json`,
    publish: async (config) => {
      const owner = `${collector}/v1/owner`
      const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' }
      const known = await fetch(`${owner}?site=${key}`, { headers })
      const { current } = (await known.json()) as { current: { version: number } | null }
      const body = JSON.stringify({ basedOn: current?.version ?? 0, by: 'The test', config })
      const reply = await fetch(`${owner}/publish?site=${key}`, { method: 'POST', headers, body })
      if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`)
    },
    sent: () =>
      site.requests
        .filter(({ method, path }) => method === 'POST' && path === '/v1/events')
        .flatMap((request) => readEvents(request)),
    stored: (count = 0, timeout = 15_000) =>
      poll(
        `${count} stored events`,
        async () => {
          const reply = await fetch(`${collector}/v1/export?site=${key}`, {
            headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
          })
          const events = readLines(await reply.text()) as StoredEvent[]
          return events.length >= count ? events : undefined
        },
        timeout,
      ),
  }
}

function readEvents(request: SiteRequest): SentEvent[] {
  const events: SentEvent[] = []
  let head: NativeChunkHead | undefined
  let next = 0
  for (const line of readLines(request.body).slice(1) as (NativeChunkHead | NativeEventLine)[]) {
    if ('stream' in line) {
      head = line
      next = line.seq
    } else if (head) {
      const { stream, purpose } = head
      events.push({ request, stream, seq: next++, purpose, name: line.name, props: line.props ?? {} })
    }
  }
  return events
}

function readLines(text: string): unknown[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}
