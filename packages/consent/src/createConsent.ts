import type { Consent, ConsentReason, ConsentSnapshot, Purpose, PurposeState, Stop } from './consent.ts'
import type { Channel, ConsentEnv } from './consentEnv.ts'
import { type ConsentRecord, type Decision, newest, parseRecord, sameRecord } from './record.ts'

export interface ConsentOptions {
  /** what the site asks for; `necessary` needs no asking and is refused here */
  purposes: readonly Purpose[]
}

/**
 * Makes the consent state of this page. Opt-in: without a decision nothing is allowed and nothing is stored.
 * A decision is written twice in the deciding task; a yes opens the gate once its durable copy is confirmed,
 * a no closes it at once.
 */
export function createConsent({ purposes }: ConsentOptions, env: ConsentEnv): Consent {
  const listeners = new Set<(snapshot: ConsentSnapshot) => void>()
  let record: ConsentRecord | null = null
  let reason: ConsentReason = 'reading-record'
  /** seq of the newest record that the durable copy is known to hold */
  let confirmed = 0
  let reading = true
  /** without durable storage a yes lasts as long as this page */
  let pageOnly = false
  /** seq of the newest decision made in this page */
  let decidedHere = 0
  let raw: string | null = null
  let hadRaw = false
  let channel: Channel | null = null
  let closed = false
  let work: Promise<unknown> = Promise.resolve()

  const isConfirmed = (): boolean =>
    record !== null && (confirmed >= record.seq || (pageOnly && decidedHere === record.seq))

  const stateOf = (purpose: Purpose): PurposeState => {
    const decision = record?.purposes[purpose]
    if (decision === 'denied') return 'denied'
    if (decision === 'granted' && (isConfirmed() || decidedHere === record!.seq)) return 'granted'
    return reading ? 'loading' : 'undecided'
  }

  const snapshot = (): ConsentSnapshot => ({
    purposes: Object.fromEntries(purposes.map((purpose) => [purpose, stateOf(purpose)])),
    reason,
    seq: record?.seq ?? 0,
    decidedAt: record?.at ?? null,
    confirmed: isConfirmed(),
  })

  const notify = (): void => {
    const now = snapshot()
    for (const listener of [...listeners]) {
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

  const writeSync = (next: ConsentRecord): void => {
    const text = JSON.stringify(next)
    try {
      env.syncCopy.write(text)
      raw = text
      hadRaw = true
    } catch {
      // Storage denied or full: the durable copy, or this page's memory, holds the decision.
    }
  }

  /** Takes over what another tab or an earlier page decided; tells the listeners if anything changed. */
  const adopt = (found: ConsentRecord | null, why: ConsentReason): void => {
    const next = newest(record, found)
    if (next === record || sameRecord(record, next)) return
    record = next
    reason = why
    reading = !isConfirmed()
    notify()
  }

  const readRaw = (): string | null => {
    try {
      return env.syncCopy.read()
    } catch {
      return null
    }
  }

  /** Looks at the synchronous copy; true where it is as this page left it. */
  const look = (): boolean => {
    const text = readRaw()
    if (text === raw) return true
    raw = text
    hadRaw ||= text !== null
    if (text !== null) adopt(parseRecord(text) ?? null, 'decided-in-other-tab')
    return false
  }

  /** Brings the two copies together: the newest decision wins, ties deny, a missing copy is restored. */
  const reconcile = async (): Promise<void> => {
    look()
    const told = JSON.stringify(snapshot())
    // A synchronous copy that was there and is gone is restored from the durable one, never from memory:
    // a visitor who cleared the site's data has taken the decision back.
    const vanished = hadRaw && raw === null
    try {
      const stored =
        record && !vanished ? await env.durableCopy.put(record) : await env.durableCopy.read(raw !== null)
      if (closed) return
      if (vanished && !stored) forget()
      pageOnly = false
      if (stored) {
        confirmed = Math.max(confirmed, stored.seq)
        adopt(stored, 'stored-record')
      }
    } catch {
      if (closed) return
      pageOnly = true
    }
    reading = false
    if (!record) reason = raw === null ? 'no-decision' : 'corrupt-record'
    else if (!isConfirmed()) reason = 'unconfirmed-record'
    else if (reason === 'reading-record') reason = 'stored-record'
    if (JSON.stringify(snapshot()) !== told) notify()
    if (record && !sameRecord(record, parseRecord(raw) ?? null)) writeSync(record)
  }

  const forget = (): void => {
    record = null
    hadRaw = false
    confirmed = 0
  }

  const enqueue = (): Promise<void> => {
    const done = work.then(() => (closed ? undefined : reconcile()))
    work = done
    return done
  }

  const open = (): void => {
    if (closed || channel) return
    channel = env.channel((message) => {
      adopt(parseRecord(message) ?? null, 'decided-in-other-tab')
      void enqueue()
    })
  }

  const decide = (names: readonly Purpose[] | undefined, decision: Decision): void => {
    if (closed) return
    look()
    const changed = (names ?? purposes).filter((name) => purposes.includes(name))
    if (!changed.length) return
    const decisions: ConsentRecord['purposes'] = { ...record?.purposes }
    for (const name of changed) decisions[name] = decision
    record = { v: 1, seq: (record?.seq ?? 0) + 1, at: env.now(), purposes: decisions }
    reason = 'decided-here'
    decidedHere = record.seq
    const decided = record
    writeSync(decided)
    channel?.post(decided)
    // Started in this task, so that it survives what happens to the browser next.
    const written = env.durableCopy.put(decided)
    notify()
    work = Promise.all([
      work,
      written.then(
        (stored) => {
          confirmed = Math.max(confirmed, stored.seq)
          reading = false
          adopt(stored, 'decided-in-other-tab')
          if (record?.seq === decided.seq) notify()
          channel?.post(decided)
        },
        () => {
          pageOnly = true
          reading = false
          notify()
        },
      ),
    ])
  }

  raw = readRaw()
  hadRaw = raw !== null
  record = parseRecord(raw) ?? null
  open()
  const stops = [
    env.onWake(() => {
      open()
      look()
      void enqueue()
    }),
    env.onSleep(() => {
      channel?.close()
      channel = null
    }),
  ]
  void enqueue()

  const allows = (purpose: Purpose): boolean => {
    if (closed) return false
    // A synchronous copy that vanished (site data cleared) is looked up again before anything is allowed.
    if (!look() && raw === null) void enqueue()
    return isConfirmed() && record!.purposes[purpose] === 'granted' && purposes.includes(purpose)
  }

  return {
    purposes: [...purposes],
    snapshot,
    allows,
    confirm: async (purpose) => {
      if (!allows(purpose)) return false
      await enqueue()
      return allows(purpose)
    },
    optIn: (names) => decide(names, 'granted'),
    optOut: (names) => decide(names, 'denied'),
    subscribe: (listener): Stop => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    settled: async () => {
      // What is being waited for may start more work, such as a message that arrives meanwhile.
      let last: unknown
      while (last !== work) {
        last = work
        await last
      }
    },
    close: () => {
      closed = true
      for (const stop of stops) stop()
      channel?.close()
      channel = null
      listeners.clear()
      void work.then(() => env.durableCopy.close())
    },
  }
}
