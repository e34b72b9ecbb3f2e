import type { Consent, ConsentReason, ConsentSnapshot, Purpose, PurposeState } from './consent.ts'
import type { ConsentEnv } from './consentEnv.ts'
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
  const { syncCopy, durableCopy } = env
  const listeners = new Set<(snapshot: ConsentSnapshot) => void>()
  let record: ConsentRecord | null = null
  /** text of the synchronous copy as last read or written */
  let raw: string | null = null
  /** there was a synchronous copy */
  let had = false
  let reading = true
  /** seq of the newest record that the durable copy is known to hold */
  let durable = 0
  /** seq of the newest decision made in this page; without durable storage it lasts as long as the page */
  let here = 0
  let pageOnly = false
  let told = ''
  let work: Promise<unknown> = Promise.resolve()

  const mine = (): boolean => !!record && here === record.seq
  const sure = (): boolean => !!record && (durable >= record.seq || (pageOnly && mine()))

  const reason = (): ConsentReason => {
    if (mine()) return 'decided-here'
    if (sure()) return 'stored-record'
    if (reading) return 'reading-record'
    if (record) return 'unconfirmed-record'
    return raw ? 'corrupt-record' : 'no-decision'
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
    const text = [now.seq, now.reason, now.confirmed, ...purposes.map(stateOf)].join()
    if (text === told) return
    told = text
    for (const listener of listeners) {
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
  const take = (found: ConsentRecord | null): void => {
    record = newest(record, found)
    reading ||= !sure()
    tell()
  }

  /** Reads the synchronous copy: another tab may have decided. */
  const look = (): void => {
    let text = null
    try {
      text = syncCopy.read()
    } catch {
      // Storage denied: the durable copy, or this page's memory, holds the decision.
    }
    if (text === raw) return
    raw = text
    had ||= !!text
    take(parseRecord(text))
  }

  const writeSync = (next: ConsentRecord): void => {
    try {
      const text = JSON.stringify(next)
      if (text === raw) return
      syncCopy.write(text)
      raw = text
      had = true
    } catch {
      // As above.
    }
  }

  const stored = (found: ConsentRecord | null): void => {
    durable = found?.seq ?? 0
    pageOnly = false
    take(found)
  }

  /** Brings the copies together: the newest decision wins, ties deny, a missing copy is restored. */
  const reconcile = async (): Promise<void> => {
    look()
    const before = record
    // A synchronous copy that was there and is gone is restored from the durable one, never from memory:
    // a visitor who cleared the site's data has taken the decision back.
    const vanished = had && !raw
    try {
      const found = before && !vanished ? await durableCopy.put(before) : await durableCopy.read(!!raw)
      if (!found) {
        had = false
        if (record === before) record = null
      }
      stored(found)
      if (record) writeSync(record)
    } catch {
      pageOnly = true
    }
    reading = false
    tell()
  }

  const enqueue = (): Promise<unknown> => {
    work = work.then(reconcile)
    return work
  }

  const decide = (names: readonly Purpose[] = purposes, decision?: Decision): void => {
    look()
    here = (record?.seq ?? 0) + 1
    const next = {
      v: 1 as const,
      seq: here,
      at: env.now(),
      purposes: { ...record?.purposes },
      noes: { ...record?.noes },
    }
    for (const name of names) {
      if (!purposes.includes(name)) continue
      if (decision) next.purposes[name] = decision
      // A renewal ends what came before it, not what it begins.
      if (decision !== 'granted') next.noes[name] = decision ? here : here - 1
    }
    record = next
    // The durable put begins first: it is what survives if the page ends in this task.
    const written = durableCopy.put(record).then(stored, () => {
      pageOnly = true
    })
    writeSync(record)
    tell()
    const before = work
    work = written.then(() => {
      reading = false
      tell()
      return before
    })
  }

  const allows = (purpose: Purpose): boolean => {
    look()
    return sure() && record?.purposes[purpose] === 'granted' && purposes.includes(purpose)
  }

  const stop = env.onPage((event) => {
    look()
    // A transaction that is begun at a page's end may be suspended with it, and hold up every other tab
    // (seen in WebKitGTK).
    if (event === 'suspend') durableCopy.close()
    else if (event !== 'hidden' && event !== 'pagehide') void enqueue()
  })
  void enqueue()

  return {
    purposes,
    snapshot,
    allows,
    lastNo: (purpose) => record?.noes[purpose] ?? 0,
    confirm: async (purpose) => {
      if (allows(purpose)) await enqueue()
      return allows(purpose)
    },
    optIn: (names) => decide(names, 'granted'),
    optOut: (names) => decide(names, 'denied'),
    renew: () => decide(),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    settled: async () => {
      // What is waited for may start more work.
      for (let last: unknown; last !== work; await last) last = work
    },
    close: () => {
      stop()
      listeners.clear()
      void work.then(durableCopy.close)
    },
  }
}
