import type { Consent, ConsentSnapshot, Decision, Purpose } from './consent.ts'
import type { ConsentEnv } from './consentEnv.ts'
import type { ConsentOptions } from './consentOptions.ts'
import { keepRecord } from './keepRecord.ts'
import { isOff } from './purposeState.ts'
import type { Decisions } from './record.ts'

/**
 * Makes the consent state of this page. Opt-in, unless the rules say otherwise: without a decision nothing is allowed
 * and nothing is stored. A decision is written twice in the deciding task; a yes opens the gate once its durable copy
 * is confirmed, a no closes it at once.
 */
export function createConsent(options: ConsentOptions, env: ConsentEnv): Consent {
  const { purposes, purge } = options
  const { subscribe, tell } = createListeners()
  const withdrawing = new Set<Purpose>()
  /** purposes that have been on, so that something may be kept under them */
  const kept = new Set<Purpose>()
  let closed = false
  let work: Promise<unknown> = Promise.resolve()
  let wake: (() => void) | undefined

  const reconcile = (): Promise<unknown> => {
    // What has failed once is tried again, and stops nobody.
    const again = (): Promise<void> => join()
    work = work.then(again, again)
    return work
  }

  /** What follows waits for this too. */
  const after = (begun: Promise<unknown>): void => {
    const before = work
    work = begun.then(() => before)
  }

  /** Tells of every change, once what has ended is known to be being removed. */
  const changed = (): void => {
    const ended = [...kept].filter((purpose) => isOff(snapshot().purposes[purpose]))
    for (const purpose of purposes) if (holds(purpose)) kept.add(purpose)
    for (const purpose of ended) {
      kept.delete(purpose)
      if (purge) withdrawing.add(purpose)
    }
    tell(snapshot())
    if (purge && ended.length)
      purge(ended).then(
        ({ remaining }) => {
          if (remaining.length) return
          for (const purpose of ended) withdrawing.delete(purpose)
          changed()
        },
        // What can't be told to be gone stays withdrawn.
        () => undefined,
      )
  }

  const { look, join, snapshot, holds, ...keeper } = keepRecord(options, env, withdrawing, changed)

  const allows = (purpose: Purpose): boolean => {
    look(reconcile)
    changed()
    return !closed && holds(purpose)
  }

  const decide = (decisions: Decisions, overSignal?: boolean): void => {
    const asked = Object.entries(decisions).filter(
      // A client that was shut down takes no yes any more; a no is recorded, and carried out by the next page.
      ([name, decision]) => purposes.includes(name) && (!closed || decision === 'denied'),
    )
    // A no that could not be carried out is tried again by the next one.
    withdrawing.forEach(kept.add, kept)
    if (asked.length) after(join(Object.fromEntries(asked), overSignal))
  }
  const decideAll = (names: readonly Purpose[] = purposes, decision?: Decision): void =>
    decide(Object.fromEntries(names.map((name) => [name, decision])))

  const stop = env.onPage((event) => {
    look(reconcile)
    if (event === 'suspend') {
      // Nothing begins in bfcache: a transaction begun there would hold up every other tab.
      const asleep = new Promise<void>((done) => {
        wake = done
      })
      after(asleep)
      env.durableCopy.close()
    } else if (event !== 'hidden' && event !== 'pagehide') {
      wake?.()
      void reconcile()
    }
  })
  // What this page's first task tracks already stands under the decision that is known.
  look(reconcile)
  void reconcile()

  return {
    ...keeper,
    snapshot,
    purposes,
    allows,
    subscribe,
    settled: async () => {
      // What is waited for may start more work.
      for (let last: unknown; last !== work; await last) last = work
    },
    confirm: async (purpose) => {
      if (allows(purpose)) await reconcile()
      return allows(purpose)
    },
    choose: (decisions, overSignal) => {
      // A page may pass anything: what is no decision decides nothing.
      const clear = Object.entries({ ...decisions }).filter(
        ([, one]) => one === 'granted' || one === 'denied',
      )
      decide(Object.fromEntries(clear), overSignal)
    },
    optIn: (names) => decideAll(names, 'granted'),
    optOut: (names) => decideAll(names, 'denied'),
    refresh: () => {
      changed()
      void reconcile()
    },
    renew: () => decideAll(),
    close: () => {
      closed = true
      stop()
      void work.then(env.durableCopy.close)
    },
  }
}

/** Those who hear of every change: `tell` tells them if anything has changed since they were last told. */
function createListeners(): Pick<Consent, 'subscribe'> & { tell(now: ConsentSnapshot): void } {
  const listeners = new Set<(snapshot: ConsentSnapshot) => void>()
  let told = ''
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell: (now) => {
      const { seq, reason, confirmed, signal, purposes } = now
      // Not by JSON, which a page may have broken.
      const text = [seq, reason, confirmed, signal, ...Object.values(purposes)].join()
      if (text === told) return
      told = text
      // A listener's fault is the page's to see, as a rejection, and must not keep the others from hearing a no.
      for (const listener of listeners) void (async () => listener(now))()
    },
  }
}
