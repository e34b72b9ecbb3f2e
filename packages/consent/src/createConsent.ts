import type { Consent, Decision, Purpose } from './consent.ts'
import type { ConsentEnv } from './consentEnv.ts'
import type { ConsentOptions } from './consentOptions.ts'
import { keepRecord } from './keepRecord.ts'
import type { Decisions } from './record.ts'
import { createWithdrawals } from './withdrawals.ts'

/**
 * Makes the consent state of this page. Opt-in, unless the rules say otherwise: without a decision nothing is allowed
 * and nothing is stored. A decision is written twice in the deciding task; a yes opens the gate once its durable copy
 * is confirmed, a no closes it at once.
 */
export function createConsent(options: ConsentOptions, env: ConsentEnv): Consent {
  const { purposes } = options
  const withdrawing = new Set<Purpose>()
  const changes = createWithdrawals(options, withdrawing, () => keeper)
  const keeper = keepRecord(options, env, withdrawing, () => changes.look())
  const { look, join, stateOf, holds, ...judge } = keeper
  let closed = false
  const { reconcile, after, settled } = createWork(() => join())
  let wake: (() => void) | undefined

  const allows = (purpose: Purpose): boolean => {
    look(reconcile)
    // Time may have passed, and a signal may have come, without an event that tells of it.
    if (stateOf(purpose) !== changes.told(purpose)) changes.look()
    return !closed && holds(purpose)
  }

  const decide = (decisions: Decisions, overSignal?: boolean, erase?: boolean): void => {
    const asked = Object.entries(decisions).filter(
      // A client that was shut down takes no yes any more; a no is recorded, and carried out by the next page.
      ([name, decision]) => purposes.includes(name) && (!closed || decision === 'denied'),
    )
    // A no that could not be carried out is tried again by the next one.
    changes.again()
    if (asked.length) after(join(Object.fromEntries(asked), overSignal, erase))
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
    ...judge,
    purposes,
    allows,
    subscribe: changes.subscribe,
    settled,
    confirm: async (purpose) => {
      if (allows(purpose)) await reconcile()
      return allows(purpose)
    },
    choose: (decisions, overSignal, erase) => {
      // A page may pass anything: what is no decision decides nothing.
      const clear = Object.entries({ ...decisions }).filter(
        ([, one]) => one === 'granted' || one === 'denied',
      )
      decide(Object.fromEntries(clear), overSignal, erase)
    },
    optIn: (names) => decideAll(names, 'granted'),
    optOut: (names) => decideAll(names, 'denied'),
    refresh: () => {
      changes.look()
      void reconcile()
    },
    renew: () => decideAll(),
    close: () => {
      closed = true
      stop()
      void settled().then(env.durableCopy.close)
    },
  }
}

/** What happens to the record one after the other. */
interface Work {
  /** Brings the copies together once what was begun is done. */
  reconcile(): Promise<unknown>
  /** What follows waits for this too. */
  after(begun: Promise<unknown>): void
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
}

function createWork(join: () => Promise<void>): Work {
  let work: Promise<unknown> = Promise.resolve()
  return {
    reconcile: () => {
      // What has failed once is tried again, and stops nobody.
      work = work.then(join, join)
      return work
    },
    after: (begun) => {
      const before = work
      work = begun.then(() => before)
    },
    settled: async () => {
      // What is waited for may start more work.
      for (let last: unknown; last !== work; await last) last = work
    },
  }
}
