import type { Consent, ConsentSnapshot, Decision, Purpose } from './consent.ts'
import type { ConsentEnv } from './consentEnv.ts'
import { keepRecord } from './keepRecord.ts'

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
  const { subscribe, tell } = createListeners()
  let closed = false
  let work: Promise<unknown> = Promise.resolve()
  let wake: (() => void) | undefined

  const reconcile = (): Promise<unknown> => {
    work = work.then(() => join())
    return work
  }

  /** What follows waits for this too. */
  const after = (begun: Promise<unknown>): void => {
    const before = work
    work = begun.then(() => before)
  }

  const { look, join, ...keeper } = keepRecord(purposes, env, () => tell(keeper.snapshot()))

  const allows = (purpose: Purpose): boolean => {
    look(reconcile)
    const now = keeper.snapshot()
    return !closed && now.confirmed && now.purposes[purpose] === 'granted'
  }

  /** Without a decision everything stays decided as it is, and what was captured before ends. */
  const decide = (names: readonly Purpose[] = purposes, decision?: Decision): void => {
    const asked = names.filter((name) => purposes.includes(name))
    // A client that was shut down takes no yes any more; a no is recorded, and carried out by the next page.
    if (!asked.length || (closed && decision !== 'denied')) return
    after(join(asked, decision))
  }

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
    optIn: (names) => decide(names, 'granted'),
    optOut: (names) => decide(names, 'denied'),
    renew: () => decide(),
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
      const { seq, reason, confirmed, purposes } = now
      const text = [seq, reason, confirmed, ...Object.values(purposes)].join()
      if (text === told) return
      told = text
      // A listener's fault is the page's to see, as a rejection, and must not keep the others from hearing a no.
      for (const listener of listeners) void (async () => listener(now))()
    },
  }
}
