/** One call of a page that stores or sends. */
export interface SpiedCall {
  /** such as `localStorage.setItem`, `fetch`, `img.src`; `indexedDB.databases` only asks and may be called at any time */
  api: string
  /** what the call named: key, URL, database */
  detail: string
  /** ms since the epoch, the page's clock */
  at: number
}

type Log = (api: string, detail: unknown) => void
type Owner = Record<string, unknown> | undefined

/**
 * Source of a function for `onBeforeLoad` or `Site.inject`: from then on `window.__spies` lists every call that
 * stores or sends, as `SpiedCall[]`. Calls go on to the real thing. Not seen: markup that the parser loads, and
 * `import()`, which script can't watch; the site's record of requests has both.
 */
export const spies: string = `() => {
  const calls = (window.__spies = [])
  const log = (api, detail) => calls.push({ api, detail: String(detail), at: Date.now() })
  const wrap = ${wrapMethod};
  (${spyOnStores})(log, wrap);
  (${spyOnNetwork})(log, wrap);
  (${spyOnElements})(log, wrap)
}`

declare global {
  interface Window {
    __spies: SpiedCall[]
  }
}

function wrapMethod(
  log: Log,
  owner: Owner,
  name: string,
  api: string,
  detail: (args: unknown[], self: unknown) => unknown,
): void {
  const original = owner?.[name]
  if (!owner || typeof original !== 'function') return
  owner[name] = function (this: unknown, ...args: unknown[]): unknown {
    log(api, detail(args, this))
    return Reflect.apply(original, this, args)
  }
}

function spyOnStores(log: Log, wrap: typeof wrapMethod): void {
  const page = window as unknown as Record<string, { prototype: Record<string, unknown> } | undefined>
  const first = ([key]: unknown[]): unknown => key
  wrap(log, page['IDBFactory']?.prototype, 'open', 'indexedDB.open', first)
  wrap(log, page['IDBFactory']?.prototype, 'deleteDatabase', 'indexedDB.deleteDatabase', first)
  wrap(log, page['IDBFactory']?.prototype, 'databases', 'indexedDB.databases', () => '')
  wrap(log, page['CacheStorage']?.prototype, 'open', 'caches.open', first)
  wrap(log, page['CookieStore']?.prototype, 'set', 'cookieStore.set', ([cookie]) => JSON.stringify(cookie))
  wrap(log, page['StorageManager']?.prototype, 'getDirectory', 'storage.getDirectory', () => '')

  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
  Object.defineProperty(Document.prototype, 'cookie', {
    ...cookie,
    set(this: Document, text: string) {
      log('document.cookie', text)
      cookie?.set?.call(this, text)
    },
  })

  // Writes such as `localStorage.key = value` never reach `setItem`, hence a proxy around each storage.
  const set = Storage.prototype.setItem
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    const getter = Object.getOwnPropertyDescriptor(window, name)?.get
    Object.defineProperty(window, name, {
      configurable: true,
      enumerable: true,
      get: () => {
        const real = getter?.call(window) as Storage
        const setItem = (key: string, value: string): void => {
          log(`${name}.setItem`, key)
          set.call(real, key, value)
        }
        return new Proxy(real, {
          get: (_, key) => {
            if (key === 'setItem') return setItem
            const value: unknown = Reflect.get(real, key)
            return typeof value === 'function' ? value.bind(real) : value
          },
          set: (_, key, value: unknown) => {
            setItem(String(key), String(value))
            return true
          },
        })
      },
    })
  }
}

function spyOnNetwork(log: Log, wrap: typeof wrapMethod): void {
  const page = window as unknown as Record<string, (new (...args: unknown[]) => object) | undefined>
  const proto = (name: string): Owner => page[name]?.prototype as Owner
  const first = ([value]: unknown[]): unknown => value
  wrap(log, window as unknown as Record<string, unknown>, 'fetch', 'fetch', ([input]) =>
    input instanceof Request ? input.url : input,
  )
  const addresses = new WeakMap<object, unknown>()
  const open = XMLHttpRequest.prototype.open as (...args: unknown[]) => void
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...args: unknown[]): void {
    addresses.set(this, args[1])
    open.apply(this, args)
  }
  wrap(log, proto('XMLHttpRequest'), 'send', 'XMLHttpRequest.send', (_, self) =>
    addresses.get(self as object),
  )
  wrap(log, proto('Navigator'), 'sendBeacon', 'navigator.sendBeacon', first)
  wrap(log, proto('ServiceWorkerContainer'), 'register', 'serviceWorker.register', first)
  wrap(
    log,
    proto('BroadcastChannel'),
    'postMessage',
    'BroadcastChannel.postMessage',
    ([message], channel) => `${(channel as BroadcastChannel).name} ${JSON.stringify(message)}`,
  )
  wrap(log, proto('LockManager'), 'request', 'navigator.locks.request', first)
  wrap(log, proto('HTMLFormElement'), 'submit', 'form.submit', (_, form) => (form as HTMLFormElement).action)
  for (const name of [
    'WebSocket',
    'EventSource',
    'Worker',
    'SharedWorker',
    'WebTransport',
    'RTCPeerConnection',
  ]) {
    const original = page[name]
    if (!original) continue
    page[name] = new Proxy(original, {
      construct: (target, args: unknown[], self) => {
        log(name, args[0])
        return Reflect.construct(target, args, self) as object
      },
    })
  }
}

function spyOnElements(log: Log, wrap: typeof wrapMethod): void {
  const loading = [
    'Script',
    'Image',
    'IFrame',
    'Media',
    'Source',
    'Embed',
    'Input',
    'Track',
    'Link',
    'Object',
  ]
  const names = ['src', 'srcset', 'href', 'data']
  const tag = (element: unknown): string => (element as Element).localName
  for (const kind of loading) {
    const prototype = (window as unknown as Record<string, { prototype: object } | undefined>)[
      `HTML${kind}Element`
    ]?.prototype
    for (const name of names) {
      const property = prototype && Object.getOwnPropertyDescriptor(prototype, name)
      if (!property?.set) continue
      Object.defineProperty(prototype, name, {
        ...property,
        set(this: Element, value: unknown) {
          log(`${tag(this)}.${name}`, value)
          property.set?.call(this, value)
        },
      })
    }
  }
  const set = Element.prototype.setAttribute
  Element.prototype.setAttribute = function (this: Element, name: string, value: string): void {
    const loads =
      loading.some((kind) => this.constructor.name === `HTML${kind}Element`) ||
      this instanceof HTMLMediaElement
    if (loads && names.includes(name.toLowerCase())) log(`${tag(this)}.${name.toLowerCase()}`, value)
    set.call(this, name, value)
  }
  wrap(log, window as unknown as Record<string, unknown>, 'open', 'window.open', ([url]) => url)
}
