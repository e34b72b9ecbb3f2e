import { browserConsentEnv, deleteRows, openRows, type Stop } from '@askfirst/consent'
import type { WireRequest, WireResponse } from '@askfirst/formats'
import type { Env } from './environment.ts'

const QUEUE_DATABASE = 'askfirst-queue'

/** The one file of this package that names the browser's globals. Reads nothing until a method is called. */
export function browserEnv(): Env {
  return {
    ...browserConsentEnv(),
    uptime: () => performance.now(),
    random: () => Math.random(),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    timer: (listener, ms) => {
      const id = setTimeout(listener, ms)
      return () => clearTimeout(id)
    },
    send,
    subtle: (isSecureContext && crypto.subtle) || null,
    locks: (isSecureContext && navigator.locks) || null,
    gzip,
    openStore: () => openRows(QUEUE_DATABASE),
    deleteStore: () => deleteRows(QUEUE_DATABASE),
    warn: (message) => console.warn(`[askfirst] ${message}`),
    page: () => ({
      url: location.href,
      referrer: document.referrer,
      title: document.title,
      hostname: location.hostname,
      hidden: document.visibilityState === 'hidden',
      prerendering: !!(document as { prerendering?: boolean }).prerendering,
    }),
    onNavigate,
  }
}

/** Whether there is a page at all: not in Node, on the server, or in a worker. */
export function hasPage(): boolean {
  return typeof window !== 'undefined' && typeof document !== 'undefined'
}

async function gzip(text: string): Promise<Uint8Array<ArrayBuffer> | null> {
  if (typeof CompressionStream === 'undefined') return null
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

async function send(
  { url, method, headers }: WireRequest,
  body: BodyInit,
  signal: AbortSignal,
  keepalive: boolean,
): Promise<WireResponse> {
  let replying: Promise<Response>
  try {
    replying = fetch(url, {
      method,
      headers,
      body,
      signal,
      keepalive,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    })
  } catch (error) {
    if (keepalive) navigator.sendBeacon(url, body)
    throw error
  }
  const response = await replying
  // The body is always read: one that nobody reads keeps its share of Chromium's keepalive allowance.
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: await response.text(),
  }
}

function on(target: EventTarget, type: string, listener: () => void): Stop {
  target.addEventListener(type, listener)
  return () => target.removeEventListener(type, listener)
}

interface NavigationLike extends EventTarget {
  transition: { finished: Promise<unknown> } | null
}

function onNavigate(listener: () => void): Stop {
  const { navigation } = window as { navigation?: NavigationLike }
  if (navigation)
    return on(navigation, 'currententrychange', () => {
      // An intercepted navigation has settled when its handler is done; one that fails has still changed the URL.
      Promise.resolve(navigation.transition?.finished).then(listener, listener)
    })
  let live = true
  const heard = (): void => {
    if (live) listener()
  }
  const restores = (['pushState', 'replaceState'] as const).map((method): Stop => {
    const original = history[method]
    const patched: History['pushState'] = function (this: History, ...args) {
      original.apply(this, args)
      heard()
    }
    history[method] = patched
    // Where someone has patched it since, ours stays beneath theirs and only passes calls on.
    return () => {
      if (history[method] === patched) history[method] = original
    }
  })
  const stops = [...restores, on(window, 'popstate', heard), on(window, 'hashchange', heard)]
  return () => {
    live = false
    for (const stop of stops) stop()
  }
}

/** The script's own tag, while it runs; null in modules. */
export function currentTag(): HTMLScriptElement | null {
  return document.currentScript as HTMLScriptElement | null
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

/** Resolves once there is a body to add to. */
export function whenBody(): Promise<void> {
  if (document.body) return Promise.resolve()
  return new Promise((done) => {
    document.addEventListener('DOMContentLoaded', () => done(), { once: true })
  })
}
