import { createHash, createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { PageEvent } from '@askfirst/consent'
import type { Client } from '../../packages/askfirst/src/client.ts'
import { createClient } from '../../packages/askfirst/src/createClient.ts'
import * as outbox from '../../packages/askfirst/src/createOutbox.ts'
import type { Env } from '../../packages/askfirst/src/environment.ts'
import * as more from '../../packages/askfirst/src/more.ts'
import { pageClock } from '../../packages/askfirst/src/pageClock.ts'
import { readOptions } from '../../packages/askfirst/src/readOptions.ts'
import { readSealed, TAG_BYTES } from './readSealed.ts'
import type { World } from './world.ts'

/** One page with the SDK in it. */
export interface Tab {
  readonly id: number
  readonly client: Client
  dead(): boolean
  frozen(): boolean
  /** how often it was frozen */
  sleeps(): number
  /** what it asks */
  readonly terms: Readonly<Record<TestPurpose, string>>
  /** Whether the page has shut its client down. */
  shut(): boolean
  shutdown(): Promise<void>
  /** Fires a page event; nobody hears it while the tab is frozen. */
  tell(event: PageEvent): void
  show(visible: boolean): void
  /** The page goes away, with its events, or into bfcache. */
  end(event: 'pagehide' | 'suspend'): void
  /** Ends the tab in this task: nothing of it goes on, no event tells it. */
  kill(): void
  freeze(): void
  thaw(): void
  /** The promise as this tab sees it: never once the tab is dead, later while it is frozen. */
  gate<Result>(promise: Promise<Result>): Promise<Result>
  /** Runs now, after the thaw, or never. */
  deliver(run: () => void): void
}

export const PURPOSES = ['measurement', 'marketing'] as const
export type TestPurpose = (typeof PURPOSES)[number]

/** The events of the tests: each carries its unique number, some a field that needs cryptography. */
const PLAN = {
  events: {
    measured: { purpose: 'measurement', props: { n: 'keep', poison: 'keep' } },
    marketed: { purpose: 'marketing', props: { n: 'keep', h: 'hash' } },
  },
} as const

export function openTab(world: World, id: number): Tab {
  let dead = false
  let frozen = false
  let sleeps = 0
  let shut = false
  const held: (() => void)[] = []
  const pageListeners = new Set<(event: PageEvent) => void>()
  let visible = true

  const deliver = (run: () => void): void => {
    if (dead) return
    if (frozen) held.push(run)
    else run()
  }
  const shell = {
    id,
    dead: () => dead,
    frozen: () => frozen,
    sleeps: () => sleeps,
    terms: world.knowledge.device.terms,
    shut: () => shut,
    shutdown: () => {
      shut = true
      return tab.client.shutdown()
    },
    deliver,
    gate: <Result>(promise: Promise<Result>) => gated(promise, deliver),
    tell: (event: PageEvent) => {
      if (!dead && !frozen) for (const listener of pageListeners) listener(event)
    },
    kill: () => {
      dead = true
      world.unlock(tab)
    },
    freeze: () => {
      tab.end('suspend')
      frozen = true
      sleeps++
    },
    thaw: () => {
      frozen = false
      tab.tell('resume')
      tab.show(true)
      for (const run of held.splice(0)) deliver(run)
    },
    show: (now: boolean) => {
      if (dead || frozen || visible === now) return
      visible = now
      shell.tell(now ? 'visible' : 'hidden')
    },
    /** Browsers do not agree on which comes first. */
    end: (event: 'pagehide' | 'suspend') => {
      const hideFirst = world.random() < 0.5
      if (hideFirst) shell.show(false)
      shell.tell(event)
      shell.show(false)
    },
  }
  const born = world.clock.time()
  const uptime = (): number => world.clock.time() - born
  const env: Env = {
    ...platform(world, shell as Tab),
    uptime,
    time: pageClock(world.wallClock, uptime),
    timer: (listener, ms) => world.clock.after(ms, () => deliver(listener)),
    page: () => ({ ...PAGE, hidden: !visible }),
    onPage: (listener) => {
      pageListeners.add(listener)
      return () => void pageListeners.delete(listener)
    },
  }
  const tab = shell as Tab & { client: Client }
  const settings = { ...SETTINGS, terms: tab.terms }
  return Object.assign(tab, {
    client: createClient(settings, env, {
      outbox: () => loadFile(world, tab, outbox, world.outboxFails),
      more: () => loadFile(world, tab, more, 0.1),
    }),
  })
}

/** The promise, settled when `deliver` runs what it is given. */
function gated<Result>(promise: Promise<Result>, deliver: Tab['deliver']): Promise<Result> {
  return new Promise((done, fail) => {
    promise.then(
      (result) => deliver(() => done(result)),
      (error: unknown) => deliver(() => fail(error)),
    )
  })
}

const PAGE = {
  url: 'https://site.example/',
  referrer: '',
  title: '',
  hostname: 'site.example',
  prerendering: false,
}

const SETTINGS = readOptions({
  endpoint: '/v1/events',
  site: 'site',
  purposes: PURPOSES,
  pageViews: false,
  plan: PLAN,
})

/** The SDK's further files come late, or do not load at all. */
async function loadFile<File>(world: World, tab: Tab, file: File, fails: number): Promise<File> {
  await tab.gate(world.clock.wait(world.latency()))
  if (world.random() < fails) {
    world.notLoaded++
    throw new TypeError('not loaded')
  }
  return file
}

/** What authenticates data sealed in the world: of all that AES-GCM authenticates, in as many bytes. */
function tagOf({ iv, additionalData }: AesGcmParams, key: { secret: string }, data: Uint8Array): Buffer {
  const hmac = createHmac('sha256', key.secret)
  for (const part of [iv, additionalData!, data])
    hmac.update(`${part.byteLength} `).update(part as Uint8Array)
  return hmac.digest().subarray(0, TAG_BYTES)
}

/** Clock, chance, cryptography, storage and network of a tab. */
function platform(world: World, tab: Tab): Omit<Env, 'uptime' | 'time' | 'timer' | 'page' | 'onPage'> {
  const { random } = world
  const digest = async (data: Uint8Array): Promise<ArrayBuffer> => {
    await tab.gate(world.clock.wait(world.latency()))
    return Uint8Array.from(createHash('sha256').update(data).digest()).buffer
  }
  const subtle = {
    digest: (_name: string, data: Uint8Array) => digest(data),
    generateKey: async () => ({ secret: String(random()) }),
    encrypt: async (how: AesGcmParams, key: { secret: string }, data: Uint8Array) => {
      await tab.gate(world.clock.wait(world.latency()))
      return Uint8Array.from([...data, ...tagOf(how, key, data)]).buffer
    },
    decrypt: async (how: AesGcmParams, key: { secret: string }, sealed: ArrayBuffer) => {
      await tab.gate(world.clock.wait(world.latency()))
      const data = readSealed(sealed)
      if (!tagOf(how, key, data).equals(new Uint8Array(sealed, data.length)))
        throw new DOMException('it was sealed otherwise', 'OperationError')
      return Uint8Array.from(data).buffer
    },
    sign: async (_name: string, key: { secret: string }, data: Uint8Array) => {
      await tab.gate(world.clock.wait(world.latency()))
      return Uint8Array.from(createHmac('sha256', key.secret).update(data).digest()).buffer
    },
  }
  return {
    now: () => world.wallClock(),
    random,
    randomBytes: (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256)),
    syncCopy: world.records.syncCopy(tab),
    durableCopy: world.records.durableCopy(tab),
    send: ({ url }, body, signal, last) =>
      url.endsWith('/erase')
        ? world.collector.erase(tab, body as string, signal)
        : world.collector.send(tab, body, signal, last),
    subtle: subtle as unknown as SubtleCrypto,
    locks: { request: world.locks(tab) } as unknown as Pick<LockManager, 'request'>,
    gzip: async (text) => {
      await tab.gate(world.clock.wait(world.latency()))
      return Uint8Array.from(gzipSync(text))
    },
    // The world's own way to the network never throws.
    beacon: () => false,
    online: () => true,
    saving: () => false,
    openStore: () => world.database.open(tab),
    deleteStore: () => world.database.remove(tab),
    warn: () => undefined,
    onNavigate: () => () => undefined,
    signals: () => {
      const { gpc, blocked } = world.knowledge.device
      return { gpc, blocked }
    },
  }
}
