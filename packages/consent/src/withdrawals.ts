import type { Consent, ConsentSnapshot, Purpose, PurposeState } from './consent.ts'
import type { ConsentOptions } from './consentOptions.ts'
import type { Judge } from './judgeRecord.ts'
import { isOff, isOn } from './purposeState.ts'

/** Has what ends removed, and tells of every change. */
export interface Withdrawals {
  /** Looks at every purpose: what has ended is withdrawn, and listeners hear of what has changed. */
  look(): void
  /** The next look has what could not be removed tried again. */
  again(): void
  /** What listeners were last told of the purpose. */
  told(purpose: Purpose): PurposeState | undefined
  subscribe: Consent['subscribe']
}

/**
 * @param withdrawing filled with the purposes whose removal is under way, or has failed
 * @param judge asked late: it reads `withdrawing`
 */
export function createWithdrawals(
  { purposes, purge }: Pick<ConsentOptions, 'purposes' | 'purge'>,
  withdrawing: Set<Purpose>,
  judge: () => Pick<Judge, 'snapshot'>,
): Withdrawals {
  const listeners = new Set<(snapshot: ConsentSnapshot) => void>()
  /** purposes that have been on, so that something may be kept under them */
  const kept = new Set<Purpose>()
  let last: ConsentSnapshot['purposes'] = {}
  let told = ''

  const tell = (now: ConsentSnapshot): void => {
    last = now.purposes
    const { seq, reason, confirmed, signal } = now
    // Not by JSON, which a page may have broken.
    const text = [seq, reason, confirmed, signal, ...Object.values(last)].join()
    if (text === told) return
    told = text
    // A listener's fault is the page's to see, as a rejection, and must not keep the others from hearing a no.
    for (const listener of listeners) void (async () => listener(now))()
  }

  const look = (): void => {
    const now = judge().snapshot()
    const ended = purge ? [...kept].filter((purpose) => isOff(now.purposes[purpose])) : []
    for (const purpose of purposes) if (isOn(now.purposes[purpose])) kept.add(purpose)
    for (const purpose of ended) {
      kept.delete(purpose)
      withdrawing.add(purpose)
    }
    tell(ended.length ? judge().snapshot() : now)
    if (ended.length)
      purge!(ended).then(
        ({ remaining }) => {
          if (remaining.length) return
          for (const purpose of ended) withdrawing.delete(purpose)
          look()
        },
        // What can't be told to be gone stays withdrawn.
        () => undefined,
      )
  }

  return {
    look,
    again: () => withdrawing.forEach(kept.add, kept),
    told: (purpose) => last[purpose],
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
