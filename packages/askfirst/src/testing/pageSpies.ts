/** One call that a page made: it stores, or it starts a request that the test library may not tell of. */
export interface PageCall {
  kind: 'write' | 'request'
  /** such as `localStorage`, `document.cookie`, `fetch` */
  api: string
  /** what the call named: key, cookie name, database; for a request its full URL */
  key: string
  /** the line of the page's own code that called, as the browser writes it; empty where it has none */
  from: string
}

type Tell = (kind: PageCall['kind'], api: string, key: unknown) => void
type Owner = Record<string, unknown>
type Wrap = typeof wrapMethod

/**
 * Source of a script that runs before any other of a document: from then on every call that stores or sends is told
 * to the function `name` of the page, as the JSON of a `PageCall`. Calls go on to the real thing.
 */
export function pageSpies(name: string): string {
  return `(() => {
  const tell = (${teller})(${JSON.stringify(name)})
  const wrap = ${wrapMethod};
  (${spyOnCookies})(tell, wrap);
  (${spyOnStorages})(tell);
  (${spyOnStores})(tell, wrap);
  (${spyOnRequests})(tell, wrap)
})()`
}

/*
 * What follows is sent to the page as text: each function sees its arguments and the page, nothing else.
 */

function teller(name: string): Tell {
  return (kind, api, key) => {
    // The lines of this script have no address of their own; the first that has one is the page's.
    const lines = String(new Error().stack).split('\n')
    const from = (lines.find((line) => /\b(https?|file|blob):/.test(line)) ?? '').trim().replace(/^at /, '')
    const call: PageCall = { kind, api, key: String(key), from }
    const binding = (window as unknown as Record<string, ((json: string) => unknown) | undefined>)[name]
    binding?.(JSON.stringify(call))
  }
}

function wrapMethod(
  owner: Owner | undefined,
  method: string,
  before: (args: unknown[], self: unknown) => void,
) {
  const original = owner?.[method]
  if (!owner || typeof original !== 'function') return
  owner[method] = function (this: unknown, ...args: unknown[]): unknown {
    before(args, this)
    return Reflect.apply(original, this, args)
  }
}

function spyOnCookies(tell: Tell, wrap: Wrap): void {
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
  Object.defineProperty(Document.prototype, 'cookie', {
    ...cookie,
    set(this: Document, text: string) {
      tell('write', 'document.cookie', String(text).split('=')[0])
      cookie?.set?.call(this, text)
    },
  })
  const store = (window as unknown as Record<string, { prototype: Owner } | undefined>)['CookieStore']
  wrap(store?.prototype, 'set', ([named]) =>
    tell('write', 'cookieStore', (named as { name?: string } | undefined)?.name ?? named),
  )
}

/** `storage.key = value` never reaches `setItem`, hence a proxy around each storage; the prototype's methods see through it. */
function spyOnStorages(tell: Tell): void {
  const real = new WeakMap<object, Storage>()
  const names = new WeakMap<object, string>()
  const prototype = Storage.prototype as unknown as Owner
  for (const method of ['getItem', 'setItem', 'removeItem', 'clear', 'key']) {
    const original = prototype[method] as (...args: unknown[]) => unknown
    prototype[method] = function (this: object, ...args: unknown[]): unknown {
      const storage = real.get(this) ?? this
      if (method === 'setItem') tell('write', names.get(storage) ?? 'Storage', args[0])
      return original.apply(storage, args)
    }
  }
  const size = Object.getOwnPropertyDescriptor(Storage.prototype, 'length')
  Object.defineProperty(Storage.prototype, 'length', {
    ...size,
    get(this: object) {
      return size?.get?.call(real.get(this) ?? this)
    },
  })
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    const property = Object.getOwnPropertyDescriptor(window, name)
    let proxy: Storage | undefined
    const wrapped = (): Storage => {
      // Throws where storage is blocked, as it does without us.
      const storage = property?.get?.call(window) as Storage
      if (proxy) return proxy
      names.set(storage, name)
      proxy = new Proxy(storage, {
        get: (target, key) => Reflect.get(target, key),
        set: (target, key, value: unknown) => {
          tell('write', name, String(key))
          return Reflect.set(target, key, value)
        },
        defineProperty: (target, key, descriptor) => {
          tell('write', name, String(key))
          return Reflect.defineProperty(target, key, descriptor)
        },
      })
      real.set(proxy, storage)
      return proxy
    }
    Object.defineProperty(window, name, { ...property, get: wrapped })
  }
}

function spyOnStores(tell: Tell, wrap: Wrap): void {
  const page = window as unknown as Record<string, { prototype: Owner } | undefined>
  const spy = (kind: string, method: string, api: string): void =>
    wrap(page[kind]?.prototype, method, ([key]) => tell('write', api, key ?? ''))
  spy('IDBFactory', 'open', 'indexedDB')
  spy('CacheStorage', 'open', 'caches')
  spy('StorageManager', 'getDirectory', 'storage.getDirectory')
  spy('StorageBucketManager', 'open', 'storageBuckets')
  spy('ServiceWorkerContainer', 'register', 'serviceWorker')
  wrap(window as unknown as Owner, 'webkitRequestFileSystem', () =>
    tell('write', 'webkitRequestFileSystem', ''),
  )
}

function spyOnRequests(tell: Tell, wrap: Wrap): void {
  const page = window as unknown as Record<string, (new (...args: unknown[]) => object) | undefined>
  const proto = (kind: string): Owner | undefined => page[kind]?.prototype as Owner | undefined
  const request = (api: string, input: unknown): void => {
    let url = input instanceof Request ? input.url : String(input)
    try {
      url = new URL(url, document.baseURI).href
    } catch {
      // The call itself is about to say so.
    }
    tell('request', api, url)
  }
  wrap(window as unknown as Owner, 'fetch', ([input]) => request('fetch', input))
  wrap(window as unknown as Owner, 'fetchLater', ([input]) => request('fetchLater', input))
  wrap(proto('Navigator'), 'sendBeacon', ([url]) => request('sendBeacon', url))
  wrap(proto('XMLHttpRequest'), 'open', ([, url]) => request('XMLHttpRequest', url))
  for (const kind of ['WebSocket', 'EventSource', 'WebTransport', 'Worker', 'SharedWorker']) {
    const original = page[kind]
    if (original)
      page[kind] = new Proxy(original, {
        construct: (target, args: unknown[], self) => {
          request(kind, args[0])
          return Reflect.construct(target, args, self) as object
        },
      })
  }
  const src = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')
  Object.defineProperty(HTMLImageElement.prototype, 'src', {
    ...src,
    set(this: HTMLImageElement, url: unknown) {
      request('img.src', url)
      src?.set?.call(this, url)
    },
  })
  wrap(Element.prototype as unknown as Owner, 'setAttribute', ([name, url], self) => {
    if (self instanceof HTMLImageElement && String(name).toLowerCase() === 'src') request('img.src', url)
  })
}
