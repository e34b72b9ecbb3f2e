import type { Consent, Decision } from './consent.ts'
import type { ConsentEnv, PageEvent, Signals } from './consentEnv.ts'
import { createConsent } from './createConsent.ts'
import { type ConsentRecord, newest } from './record.ts'

const recordOf = (seq: number, decision: Decision, no: number): ConsentRecord => ({
  v: 1,
  seq,
  at: 5,
  purposes: { m: decision },
  noes: no ? { m: no } : {},
  asked: {},
})
/** A first yes, or a later one that follows a no. */
export const yes = (seq: number, knows: number = seq - 1): ConsentRecord => recordOf(seq, 'granted', knows)
export const no = (seq: number): ConsentRecord => recordOf(seq, 'denied', seq)

/** A device of the test's, and what it has seen. */
export interface Device {
  sync: string | null
  durable: ConsentRecord | null
  /** what fails */
  broken: { syncRead?: boolean; syncWrite?: boolean; durable?: boolean }
  /** while set, the durable copy answers to nobody */
  held: Promise<unknown> | undefined
  reads: number
  puts: number
  closed: number
  signals: Signals
  listeners: Set<(event: PageEvent) => void>
}

export function device(start: Partial<Device> = {}): Device {
  return {
    sync: null,
    durable: null,
    broken: {},
    held: undefined,
    reads: 0,
    puts: 0,
    closed: 0,
    signals: {},
    listeners: new Set(),
    ...start,
  }
}

export function consentOn(on: Device, purposes: readonly string[] = ['m', 'k']): Consent {
  const durable = async (): Promise<void> => {
    await on.held
    if (on.broken.durable) throw new DOMException('denied', 'SecurityError')
  }
  const env: ConsentEnv = {
    now: () => 5,
    syncCopy: {
      read: () => {
        if (on.broken.syncRead) throw new DOMException('denied', 'SecurityError')
        return on.sync
      },
      write: (text) => {
        if (on.broken.syncWrite) throw new DOMException('full', 'QuotaExceededError')
        on.sync = text
      },
    },
    durableCopy: {
      exchange: async (record) => {
        if (record) on.puts++
        else on.reads++
        await durable()
        on.durable = newest(on.durable, record)
        return on.durable
      },
      close: () => {
        on.closed++
      },
    },
    signals: () => on.signals,
    onPage: (listener) => {
      on.listeners.add(listener)
      return () => void on.listeners.delete(listener)
    },
  }
  return createConsent({ purposes }, env)
}

export const tell = (on: Device, event: PageEvent): void => {
  for (const listener of on.listeners) listener(event)
}

/** A record, or what stands in its place. */
export type Copy = ConsentRecord | string | null
export const textOf = (copy: Copy): string | null =>
  copy && typeof copy !== 'string' ? JSON.stringify(copy) : copy
