import { AskfirstError } from '@askfirst/plan'
import { type PageCall, pageSpies } from './pageSpies.ts'
import type { TestPage } from './testPage.ts'

/** One request of the page. */
export interface WatchedRequest {
  url: string
  method: string
  /** what started it, where a script did: `fetch`, `sendBeacon`, `img.src`, ... */
  api: string
  /** the line of code that started it, or an empty text */
  from: string
  /** whether it is the page itself being loaded */
  page: boolean
}

/** One write to the device. */
export type WatchedWrite = Pick<PageCall, 'api' | 'key' | 'from'>

/** What a page has stored and asked for since `watchConsent`, to read at any time. */
export interface ConsentWatch {
  writes(): WatchedWrite[]
  requests(): WatchedRequest[]
  /** Forgets what was seen until now, such as what a yes has allowed. */
  clear(): void
}

const BINDING = '__askfirstWatch'
const watches = new WeakMap<TestPage, ConsentWatch>()

/** Whether `watchConsent` was called for the page. */
export function isWatched(page: TestPage): boolean {
  return watches.has(page)
}

/**
 * Watches a page of Playwright or Puppeteer: call it before the navigation. Every write to cookies, `cookieStore`,
 * web storage, IndexedDB, Cache API, origin-private file system, storage buckets and service workers is seen in all
 * frames, with the line of code that made it; requests are those that the library tells of, and those that only the
 * page knows (WebSocket, beacons at its end). Not seen: what a worker does by itself, and `window.name`.
 *
 * @throws AskfirstError `no-test-page`
 */
export async function watchConsent(page: TestPage): Promise<ConsentWatch> {
  const known = watches.get(page)
  if (known) return known
  const calls: PageCall[] = []
  const told: WatchedRequest[] = []
  await page.exposeFunction(BINDING, (json) => void calls.push(JSON.parse(json) as PageCall))
  const source = pageSpies(BINDING)
  const install = page.addInitScript ?? page.evaluateOnNewDocument
  if (!install)
    throw new AskfirstError('no-test-page', 'watchConsent needs a page of Playwright or of Puppeteer')
  await install.call(page, source)
  page.on('request', (request) => {
    let frame: unknown
    try {
      frame = request.frame()
    } catch {
      // A service worker's request belongs to no frame.
    }
    const loads = request.isNavigationRequest() && frame === page.mainFrame()
    told.push({ url: request.url(), method: request.method(), api: '', from: '', page: loads })
  })
  const watch: ConsentWatch = {
    writes: () =>
      calls.filter(({ kind }) => kind === 'write').map(({ api, key, from }) => ({ api, key, from })),
    requests: () => join(told, calls),
    clear: () => {
      calls.length = 0
      told.length = 0
    },
  }
  watches.set(page, watch)
  return watch
}

/** The library's requests with the page's own account of them, and those that the library did not tell of. */
function join(told: readonly WatchedRequest[], calls: readonly PageCall[]): WatchedRequest[] {
  const started = calls.filter(({ kind }) => kind === 'request')
  const requests = told.map((request) => {
    const at = started.findIndex(({ key }) => withoutHash(key) === withoutHash(request.url))
    const [call] = at < 0 ? [] : started.splice(at, 1)
    return call ? { ...request, api: call.api, from: call.from } : request
  })
  const untold = started
    // An `img.src` that is set again, or a second `open`, asks for nothing where the first has been told.
    .filter(({ key }) => !told.some(({ url }) => withoutHash(url) === withoutHash(key)))
    .map(({ api, key, from }) => ({ url: key, method: '', api, from, page: false }))
  return [...requests, ...untold]
}

function withoutHash(url: string): string {
  return url.split('#')[0] ?? ''
}
