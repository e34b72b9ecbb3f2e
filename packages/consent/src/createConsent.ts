import type { Consent, ConsentReason, ConsentSnapshot, Purpose, PurposeState } from './consent.ts'
import type { Channel, ConsentEnv } from './consentEnv.ts'
import { type ConsentRecord, type Decision, newest, parseRecord } from './record.ts'
import { twoCopies } from './twoCopies.ts'

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
  const copies = twoCopies(env)
  const listeners = new Set<(snapshot: ConsentSnapshot) => void>()
  let record = copies.look()
  let reading = true
  /** seq of the newest record that the durable copy is known to hold */
  let durable = 0
  /** seq of the newest decision made in this page; without durable storage it lasts as long as the page */
  let here = 0
  let pageOnly = false
  let told = ''
  let closed = false
  let channel: Channel | null = null
  let work: Promise<unknown> = Promise.resolve()

  const sure = (): boolean => !!record && (durable >= record.seq || (pageOnly && here === record.seq))
  const mine = (): boolean => !!record && here === record.seq

  const reason = (): ConsentReason => {
    if (mine()) return 'decided-here'
    if (sure()) return 'stored-record'
    if (reading) return 'reading-record'
    if (record) return 'unconfirmed-record'
    return copies.raw() === null ? 'no-decision' : 'corrupt-record'
  }

  const stateOf = (purpose: Purpose): PurposeState => {
    const decision = record?.purposes[purpose]
    if (decision && (decision === 'denied' || sure() || mine())) return decision
    return reading ? 'loading' : 'undecided'
  }

  const snapshot = (): ConsentSnapshot => ({
    purposes: Object.fromEntries(purposes.map((purpose) => [purpose, stateOf(purpose)])),
    reason: reason(),
    seq: record?.seq ?? 0,
    decidedAt: record?.at ?? null,
    confirmed: sure(),
  })

  /** Tells the listeners if anything has changed since they were last told. */
  const tell = (): void => {
    const now = snapshot()
    const text = JSON.stringify(now)
    if (text === told) return
    told = text
    for (const listener of listeners) {
      try {
        listener(now)
      } catch (error) {
        // A listener's fault is the page's to see, and must not keep the others from hearing a no.
        setTimeout(() => {
          throw error
        })
      }
    }
  }

  /** Takes over what another tab or an earlier page decided. */
  const take = (found: ConsentRecord | null): void => {
    if (!found) return
    record = newest(record, found)
    reading ||= !sure()
    tell()
  }

  const look = (): void => take(copies.look())

  const confirmed = (stored: ConsentRecord | null): void => {
    durable = stored?.seq ?? 0
    pageOnly = false
    take(stored)
  }

  const reconcile = async (): Promise<void> => {
    if (closed) return
    look()
    const before = record
    try {
      const stored = await copies.reconcile(before)
      if (!stored && record === before) record = null
      confirmed(stored)
    } catch {
      pageOnly = true
    }
    reading = !!record && !sure() && !pageOnly
    tell()
  }

  const enqueue = (): Promise<unknown> => {
    work = work.then(reconcile)
    return work
  }

  const decide = (names: readonly Purpose[] = purposes, decision: Decision): void => {
    if (closed) return
    look()
    const decisions = { ...record?.purposes }
    for (const name of names) if (purposes.includes(name)) decisions[name] = decision
    record = { v: 1, seq: (record?.seq ?? 0) + 1, at: env.now(), purposes: decisions }
    here = record.seq
    const written = copies.write(record).then(confirmed, () => {
      pageOnly = true
    })
    channel?.post(record)
    tell()
    const decided = record
    const before = work
    work = written.then(async () => {
      reading = false
      tell()
      channel?.post(decided)
      await before
    })
  }

  const listen = (): void => {
    channel ??= env.channel((message) => {
      take(parseRecord(message))
      void enqueue()
    })
  }

  const silence = (): void => {
    // An open channel could keep the page out of bfcache.
    channel?.close()
    channel = null
  }

  listen()
  const stop = env.onPage((event) => {
    if (event === 'leaving') return silence()
    listen()
    look()
    void enqueue()
  })
  void enqueue()

  return {
    purposes,
    snapshot,
    allows,
    confirm: async (purpose) => {
      if (allows(purpose)) await enqueue()
      return allows(purpose)
    },
    optIn: (names) => decide(names, 'granted'),
    optOut: (names) => decide(names, 'denied'),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    settled: async () => {
      // What is waited for may start more work, such as a message that arrives meanwhile.
      for (let last: unknown; last !== work; await last) last = work
    },
    close: () => {
      closed = true
      stop()
      silence()
      listeners.clear()
      env.durableCopy.close()
    },
  }

  function allows(purpose: Purpose): boolean {
    look()
    return !closed && sure() && record!.purposes[purpose] === 'granted' && purposes.includes(purpose)
  }
}
