import type { Stop } from '@askfirst/consent'
import type { Outcome } from '@askfirst/formats'
import { countEvents, type Flight, type Route } from './route.ts'
import { send, toWire } from './sender.ts'
import { settle } from './settle.ts'
import type { Chunk, QueueLimits } from './store/chunkStore.ts'

const LOCK = 'askfirst-flush'
/** A request that takes longer is given up; its lease outlasts it, so that no other tab sends the same. */
const REQUEST_MS = 20_000
const LEASE_MS = 25_000
const BACKOFF_BASE_MS = 1_000
const BACKOFF_CAP_MS = 300_000

/** What `inspect()` tells of a destination. */
export interface DestinationState {
  name: string
  state: 'ready' | 'backing-off' | 'stopped'
  reason?: string
}

/** Sends the queue's chunks, batch by batch, until each is settled. */
export class Delivery {
  readonly #route: Route
  readonly #limits: QueueLimits
  #waiting: Chunk[] = []
  #timer: Stop | undefined
  #running: Promise<void> | undefined
  #stopped: string | undefined
  #failures = 0
  #notBefore = 0
  /** the pause was the collector's wish */
  #asked = false
  /** most chunks in one request: halved where a batch is refused whole, until the culprit stands alone */
  #most = 1_000

  constructor(route: Route, limits: QueueLimits) {
    this.#route = route
    this.#limits = limits
  }

  /** New chunks wait. */
  notify(chunks: readonly Chunk[]): void {
    this.#waiting.push(...chunks)
    const bytes = this.#waiting.reduce((sum, chunk) => sum + chunk.bytes, 0)
    if (countEvents(this.#waiting) >= this.#limits.events || bytes >= this.#limits.bytes) void this.#run()
    else if (!this.#timer && !this.#running) this.later(this.#limits.age)
  }

  /** Sends what may be sent now; never rejects. */
  async flush(): Promise<void> {
    if (!this.#asked) this.#notBefore = 0
    await this.#running
    await this.#run()
  }

  /** Sends in `ms`, or as soon as possible. */
  later(ms = 0): void {
    this.pause()
    if (!this.#mayAny()) return
    const run = (): void => {
      this.#timer = undefined
      void this.#run()
    }
    this.#timer = this.#route.env.timer(run, Math.max(ms, this.#rest()))
  }

  /** Begins anew after bfcache: what was suspended on its way (a lock, say) may never be answered. */
  resume(): void {
    this.#running = undefined
    this.later()
  }

  /** No timer runs and no further batch begins until `later` or `notify`. */
  pause(): void {
    this.#timer?.()
    this.#timer = undefined
  }

  /** Whether the collector has asked for a pause that is not over, or for no more. */
  paused(): boolean {
    return !!this.#stopped || (this.#asked && this.#rest() > 0)
  }

  state(): DestinationState {
    const { name } = this.#route.format
    if (this.#stopped) return { name, state: 'stopped', reason: this.#stopped }
    return { name, state: this.#rest() ? 'backing-off' : 'ready' }
  }

  #rest(): number {
    return Math.max(0, this.#notBefore - this.#route.env.uptime())
  }

  #mayAny(): boolean {
    const { purposes, allows } = this.#route.consent
    return !this.#stopped && purposes.some(allows)
  }

  #run(): Promise<void> {
    if (this.#running) return this.#running
    const running: Promise<void> = this.#drain().finally(() => {
      if (this.#running !== running) return
      this.#running = undefined
      if (this.#waiting.length && !this.#timer) this.later(this.#limits.age)
    })
    this.#running = running
    return running
  }

  async #drain(): Promise<void> {
    this.pause()
    this.#waiting = []
    const { queue } = this.#route
    try {
      while (this.#mayAny()) {
        if (this.#rest()) return this.later()
        if (await this.#sendOne()) continue
        await queue.change({})
        // What came meanwhile waits its time; what another tab has on the wire is looked at again.
        if (!this.#timer && queue.totals().chunks)
          this.later(this.#waiting.length ? this.#limits.age : LEASE_MS)
        return
      }
    } catch {
      // The store failed under us; chunks stay where they are, and the next flush tries again.
      this.later(this.#limits.age)
    }
  }

  #lease(): Promise<Chunk[]> {
    const { env, consent, queue, format } = this.#route
    const now = env.now()
    const allowed = consent.purposes.filter(consent.allows)
    const limits = { ...format.limits, chunks: this.#most }
    return queue.use((store) => store.lease(allowed, limits, now, now + LEASE_MS))
  }

  /** One batch, under the lock that keeps tabs from cutting the queue into crumbs; held for the lease alone. */
  async #take(): Promise<Chunk[]> {
    try {
      const lock = { ifAvailable: true }
      const leased = await this.#route.env.locks!.request(LOCK, lock, async (held) => held && this.#lease())
      if (!leased) this.later(this.#limits.age)
      return leased ?? []
    } catch {
      // No locks, or none in this frame: a batch that two tabs send is deduplicated.
      return this.#lease()
    }
  }

  /** Takes one batch to its outcome; true where another may follow at once. */
  async #sendOne(): Promise<boolean> {
    const { consent, queue, lose } = this.#route
    const leased = await this.#take()
    // A no that was not carried out to the end (a crash, another tab's lease) still ends what is older.
    const chunks = leased.filter(({ purpose, decision }) => decision > consent.lastNo(purpose))
    const ended = leased.filter((chunk) => !chunks.includes(chunk))
    if (ended.length) {
      await queue.change({ remove: ended.map(({ id }) => id) })
      lose('denied', countEvents(ended))
    }
    if (!chunks.length) return ended.length > 0
    const outcome = await this.#carry(chunks)
    if (await settle(this.#route, chunks, outcome)) {
      const refused = outcome.kind === 'split' || outcome.kind === 'drop'
      this.#most = refused ? Math.ceil(Math.min(this.#most, chunks.length) / 2) : this.#most * 2
      this.#failures = 0
      return true
    }
    this.#fail(outcome)
    return false
  }

  /** Takes chunks to the wire and back. */
  async #carry(chunks: readonly Chunk[]): Promise<Outcome> {
    const { env, consent } = this.#route
    const purposes = [...new Set(chunks.map(({ purpose }) => purpose))]
    for (const purpose of purposes) await consent.confirm(purpose)
    const flight: Flight = { chunks, last: false, controller: new AbortController() }
    const stop = env.timer(() => flight.controller.abort(), REQUEST_MS)
    // The gate is asked again right before the wire, with nothing awaited in between.
    const outcome = await send(this.#route, flight, toWire(chunks), () => purposes.every(consent.allows))
    stop()
    return outcome
  }

  /** Exponential back-off with full jitter, and never before what the collector asked for. */
  #fail(outcome: Outcome): void {
    const { env } = this.#route
    if (outcome.kind === 'stop') {
      this.#stopped = outcome.reason
      env.warn(`delivery stopped: ${outcome.reason}`)
      return
    }
    const after = outcome.kind === 'retry' ? outcome.after : undefined
    const backoff = env.random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** this.#failures++)
    this.#asked = after !== undefined
    this.#notBefore = env.uptime() + Math.max(after ?? 0, backoff)
    this.later()
  }
}
