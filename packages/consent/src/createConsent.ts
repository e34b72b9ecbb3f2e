import type { Consent, ConsentReason, ConsentSnapshot, Purpose, PurposeState, Stop } from './consent.ts'
import type { ConsentEnv, PageEvent } from './consentEnv.ts'
import { type ConsentRecord, type Decision, newest, parseRecord } from './record.ts'

export interface ConsentOptions {
  /** what the site asks for; `necessary` needs no asking */
  purposes: readonly Purpose[]
}

/**
 * Makes the consent state of this page. Opt-in: without a decision nothing is allowed and nothing is stored.
 * A decision is written twice in the deciding task; a yes opens the gate once its durable copy is confirmed,
 * a no closes it at once.
 */
export function createConsent({ purposes }: ConsentOptions, env: ConsentEnv): Consent {
  return new ConsentState(purposes, env)
}

class ConsentState implements Consent {
  readonly purposes: readonly Purpose[]
  readonly #env: ConsentEnv
  readonly #listeners = new Set<(snapshot: ConsentSnapshot) => void>()
  readonly #stop: Stop
  #record: ConsentRecord | null = null
  /** text of the synchronous copy as last read or written */
  #raw: string | null = null
  /** the synchronous copy is no record: whatever the durable one says, the gate is shut until the next decision */
  #corrupt = false
  /** there was a synchronous copy */
  #had = false
  #reading = true
  /** seq of the newest record that the durable copy is known to hold */
  #durable = 0
  /** seq of the newest decision made in this page; without durable storage it lasts as long as the page */
  #here = 0
  #pageOnly = false
  #told = ''
  #closed = false
  /** set while the page lies in bfcache: a transaction begun there would hold up every other tab */
  #asleep: Promise<void> | undefined
  #wake: (() => void) | undefined
  #work: Promise<unknown> = Promise.resolve()

  constructor(purposes: readonly Purpose[], env: ConsentEnv) {
    this.purposes = purposes
    this.#env = env
    this.#stop = env.onPage((event) => this.#hear(event))
    void this.#enqueue()
  }

  readonly snapshot = (): ConsentSnapshot => ({
    purposes: Object.fromEntries(this.purposes.map((purpose) => [purpose, this.#stateOf(purpose)])),
    reason: this.#reason(),
    seq: this.#record?.seq ?? 0,
    decidedAt: this.#record?.at ?? null,
    confirmed: this.#sure(),
  })

  readonly allows = (purpose: Purpose): boolean => {
    this.#look()
    return (
      !this.#closed &&
      this.#sure() &&
      this.#record?.purposes[purpose] === 'granted' &&
      this.purposes.includes(purpose)
    )
  }

  readonly subscribe = (listener: (snapshot: ConsentSnapshot) => void): Stop => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly lastNo = (purpose: Purpose): number => this.#record?.noes[purpose] ?? 0

  someGranted(): boolean {
    return Object.values(this.#record?.purposes ?? {}).includes('granted')
  }

  async confirm(purpose: Purpose): Promise<boolean> {
    if (this.allows(purpose)) await this.#enqueue()
    return this.allows(purpose)
  }

  optIn(names?: readonly Purpose[]): void {
    this.#decide(names, 'granted')
  }

  optOut(names?: readonly Purpose[]): void {
    this.#decide(names, 'denied')
  }

  renew(): void {
    this.#decide()
  }

  async settled(): Promise<void> {
    // What is waited for may start more work.
    for (let last: unknown; last !== this.#work; await last) last = this.#work
  }

  close(): void {
    this.#closed = true
    this.#stop()
    void this.#work.then(() => this.#env.durableCopy.close())
  }

  #mine(): boolean {
    return !!this.#record && this.#here === this.#record.seq
  }

  #sure(): boolean {
    return !!this.#record && (this.#durable >= this.#record.seq || (this.#pageOnly && this.#mine()))
  }

  #reason(): ConsentReason {
    if (this.#mine()) return 'decided-here'
    if (this.#sure()) return 'stored-record'
    if (this.#reading) return 'reading-record'
    if (this.#corrupt) return 'corrupt-record'
    return this.#record ? 'unconfirmed-record' : 'no-decision'
  }

  #stateOf(purpose: Purpose): PurposeState {
    const decision = this.#record?.purposes[purpose]
    if (decision && (decision === 'denied' || this.#sure() || this.#mine())) return decision
    return this.#reading ? 'loading' : 'undecided'
  }

  #hear(event: PageEvent): void {
    this.#look()
    if (event === 'suspend') {
      this.#asleep = new Promise((done) => {
        this.#wake = done
      })
      this.#env.durableCopy.close()
    } else if (event !== 'hidden' && event !== 'pagehide') {
      this.#wake?.()
      this.#asleep = undefined
      void this.#enqueue()
    }
  }

  /** Tells the listeners if anything has changed since they were last told. */
  #tell(): void {
    const now = this.snapshot()
    const text = [now.seq, now.reason, now.confirmed, ...Object.values(now.purposes)].join()
    if (text === this.#told) return
    this.#told = text
    for (const listener of this.#listeners) {
      try {
        listener(now)
      } catch (error) {
        // A listener's fault is the page's to see, and must not keep the others from hearing a no.
        queueMicrotask(() => {
          throw error
        })
      }
    }
  }

  /** Takes over what another tab or an earlier page decided. */
  #take(found: ConsentRecord | null): void {
    this.#record = newest(this.#record, found)
    this.#reading ||= !this.#sure()
    this.#tell()
  }

  /** Reads the synchronous copy: another tab may have decided. */
  #look(): void {
    let text: string | null
    try {
      text = this.#env.syncCopy.read()
    } catch {
      // Storage denied: the durable copy, or this page's memory, holds the decision.
      return
    }
    if (text === this.#raw) return
    this.#raw = text
    if (this.#had && !text) {
      // Cleared by the page or the visitor: nothing is allowed until the durable copy has been asked.
      this.#durable = 0
      this.#reading = true
      void this.#enqueue()
    }
    this.#had ||= !!text
    const found = parseRecord(text)
    this.#corrupt = !!text && !found
    this.#take(found)
  }

  #writeSync(next: ConsentRecord): void {
    try {
      const text = JSON.stringify(next)
      if (text === this.#raw) return
      this.#env.syncCopy.write(text)
      this.#raw = text
      this.#had = true
      this.#corrupt = false
    } catch {
      // As above.
    }
  }

  #stored(found: ConsentRecord | null): void {
    this.#durable = this.#corrupt ? 0 : (found?.seq ?? 0)
    this.#pageOnly = false
    this.#take(found)
  }

  #enqueue(): Promise<unknown> {
    this.#work = this.#work.then(() => this.#reconcile())
    return this.#work
  }

  /** Brings the copies together: the newest decision wins, ties deny, a missing copy is restored. */
  async #reconcile(): Promise<void> {
    const { durableCopy } = this.#env
    await this.#asleep
    this.#look()
    const before = this.#record
    // A synchronous copy that was there and is gone is restored from the durable one, never from memory:
    // a visitor who cleared the site's data has taken the decision back.
    const vanished = this.#had && !this.#raw
    try {
      const found = before && !vanished ? await durableCopy.put(before) : await durableCopy.read(!!this.#raw)
      if (!found) {
        this.#had = false
        if (this.#record === before) this.#record = null
      }
      this.#stored(found)
      if (this.#record && !this.#corrupt) this.#writeSync(this.#record)
    } catch {
      if (vanished && this.#record === before) this.#record = null
      this.#pageOnly = true
    }
    this.#reading = false
    this.#tell()
  }

  /** Without a decision everything stays decided as it is, and what was captured before ends. */
  #decide(names: readonly Purpose[] = this.purposes, decision?: Decision): void {
    // A client that was shut down takes no yes any more; a no is recorded, and carried out by the next page.
    if (this.#closed && decision !== 'denied') return
    if (!names.some((name) => this.purposes.includes(name))) return
    this.#look()
    const early = this.#reading
    const { seq = 0, purposes, noes } = this.#record ?? {}
    const here = seq + 1
    const next: ConsentRecord = {
      v: 1,
      seq: here,
      at: this.#env.now(),
      purposes: { ...purposes },
      noes: { ...noes },
    }
    for (const name of names) {
      if (!this.purposes.includes(name)) continue
      if (decision) next.purposes[name] = decision
      if (decision !== 'granted') next.noes[name] = decision ? here : seq
    }
    this.#record = next
    this.#here = here
    // The durable put begins first: it is what survives if the page ends in this task.
    const written = this.#env.durableCopy.put(next).then(
      (found) => {
        this.#stored(found)
        // Numbered before the durable copy had been read: what stands there is older, whatever its number.
        const lost = names.some((name) => this.purposes.includes(name) && found.purposes[name] !== decision)
        const again = decision === 'denied' || (early && found.seq > here)
        if (decision && lost && again) this.#decide(names, decision)
      },
      () => {
        this.#pageOnly = true
      },
    )
    this.#writeSync(next)
    this.#tell()
    const before = this.#work
    this.#work = written.then(() => {
      this.#reading = false
      this.#tell()
      return before
    })
  }
}
