import type { ConsentEnv, Database, PageEvent, Stop } from '@askfirst/consent'
import type { WireRequest, WireResponse } from '@askfirst/formats'

/** What the SDK reads of the page. */
export interface Page {
  /** absolute URL */
  url: string
  referrer: string
  title: string
  hostname: string
  hidden: boolean
  /** made in advance, perhaps never seen */
  prerendering: boolean
}

/** The world before anything is granted: what sends comes with the outbox. */
export type World = Omit<Env, 'send' | 'gzip'> & Partial<Pick<Env, 'send' | 'gzip'>>

/** The world, made once in `init` and handed down: nothing else is reached for. */
export interface Env extends ConsentEnv {
  /** false where the browser knows that there is no network: then nothing is tried, and nothing has failed */
  online(): boolean
  /** ms since the page began; no clock change moves it */
  uptime(): number
  /** ms since the Unix epoch: for events, and for requests that tell when they are sent (pageClock.ts) */
  time(): number
  /** whether the visitor has asked for fewer and smaller requests */
  saving(): boolean
  /** in [0, 1) */
  random(): number
  randomBytes(length: number): Uint8Array<ArrayBuffer>
  /** Calls back once after `ms`. */
  timer(listener: () => void, ms: number): Stop
  /**
   * Starts a request in this task and reads its answer to the end. With `last` it outlives the page; `sendBeacon`
   * serves only where `fetch` throws, for it can't be aborted.
   */
  send(request: WireRequest, body: BodyInit, signal: AbortSignal, last: boolean): Promise<WireResponse>
  /** `navigator.sendBeacon` */
  beacon(url: string, body: BodyInit): boolean
  /** undefined outside secure contexts */
  subtle: SubtleCrypto | undefined
  /** undefined outside secure contexts */
  locks: Pick<LockManager, 'request'> | undefined
  /** gzip of the UTF-8 text; rejects where the browser can't */
  gzip(text: string): Promise<BodyInit>
  /** Opens the durable queue; rejects where storage is denied. */
  openStore(): Promise<Database>
  /** Deletes the durable queue's database if there is one; opens nothing. */
  deleteStore(): Promise<void>
  warn(message: string): void
  page(): Page
  /** Hears the page's life, one listener a part. */
  onPage(listener: (event: PageEvent) => void): Stop
  /** Calls back after every same-document navigation, once it has settled. */
  onNavigate(listener: () => void): Stop
}
