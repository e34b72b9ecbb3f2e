import { browserConsentEnv, deleteRows, openRows, type Stop } from '@askfirst/consent'
import type { World } from './environment.ts'
import { pageClock } from './pageClock.ts'

const QUEUE_DATABASE = 'askfirst-queue'

/** The one file of this package that names the browser's globals. Reads nothing until a method is called. */
export function browserEnv(): World {
  const consentEnv = browserConsentEnv()
  const uptime = (): number => performance.now()
  return {
    ...consentEnv,
    uptime,
    time: pageClock(consentEnv.now, uptime),
    // Save Data API, in Chromium alone.
    saving: () => !!(navigator as { connection?: { saveData?: boolean } }).connection?.saveData,
    random: Math.random,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    timer: (listener, ms) => {
      const id = setTimeout(listener, ms)
      return () => clearTimeout(id)
    },
    online: () => navigator.onLine,
    beacon: (url, body) => navigator.sendBeacon(url, body),
    subtle: crypto.subtle,
    locks: navigator.locks,
    openStore: () => openRows(QUEUE_DATABASE),
    deleteStore: () => deleteRows(QUEUE_DATABASE),
    warn: (message) => console.warn(`[askfirst] ${message}`),
    page: () => ({
      url: location.href,
      referrer: document.referrer,
      title: document.title,
      hostname: location.hostname,
      hidden: document.hidden,
      prerendering: !!(document as { prerendering?: boolean }).prerendering,
    }),
    onNavigate,
  }
}

/** Whether there is a page at all: not in Node, on the server, or in a worker. */
export function hasPage(): boolean {
  return typeof window !== 'undefined' && typeof document !== 'undefined'
}

function onNavigate(listener: () => void): Stop {
  const { navigation } = window as { navigation?: EventTarget }
  const stops: Stop[] = []
  const hear = (target: EventTarget, type: string): void => {
    target.addEventListener(type, listener)
    stops.push(() => target.removeEventListener(type, listener))
  }
  if (navigation) {
    // Told once an intercepted navigation's handler is done; one that fails has changed the URL, too.
    hear(navigation, 'navigatesuccess')
    hear(navigation, 'navigateerror')
  } else {
    // Also told of a changed fragment.
    hear(window, 'popstate')
    for (const method of ['pushState', 'replaceState'] as const) {
      const original = history[method]
      const patched: History['pushState'] = function (this: History, ...args) {
        original.apply(this, args)
        if (stops.length) listener()
      }
      history[method] = patched
      stops.push(() => {
        // Where someone has patched it since, ours stays beneath theirs and only passes calls on.
        if (history[method] === patched) history[method] = original
      })
    }
  }
  return () => {
    for (const stop of stops.splice(0)) stop()
  }
}

const told = new Set<string>()

/** Says what a developer should know, once a page, and on the developer's own machine alone. */
export function tellDeveloper(message: string): void {
  const { hostname } = globalThis.location ?? {}
  if (!/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname) || told.has(message)) return
  told.add(message)
  console.warn(`[askfirst] ${message}`)
}

/** The script's own tag, while it runs; null in modules. */
export function currentTag(): HTMLScriptElement | null {
  return document.currentScript as HTMLScriptElement | null
}

/** Reads a static file of the script's own: no cookies, no referrer, no longer than `ms`. Rejects where there is none. */
export async function readFile(url: string, ms: number): Promise<string> {
  const response = await fetch(url, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(ms),
  })
  if (!response.ok) throw new Error(`${response.status} ${url}`)
  return response.text()
}

/** The page's globals: the script-tag build sets one of them. */
export function pageGlobals(): Record<string, unknown> {
  return window as unknown as Record<string, unknown>
}

let failures = ''

/** `import()` passes Trusted Types, where setting `script.src` throws. What has failed to load can be asked for again. */
export function importModule<Module>(url: string): Promise<Module> {
  return import(/* @vite-ignore */ url + failures).catch((error) => {
    // A browser may keep a failure under its URL (https://bugzilla.mozilla.org/show_bug.cgi?id=2055211).
    failures += '#'
    throw error
  })
}
