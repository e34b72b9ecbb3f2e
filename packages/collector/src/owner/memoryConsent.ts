import type { ConsentChoices, ConsentSnapshot, PurposeState } from '@askfirst/consent'

/** Consent of a visitor who has just come, kept in memory: for a preview, where nothing is stored and nothing sent. */
export function memoryConsent(purposes: readonly string[]): ConsentChoices {
  const listeners = new Set<(snapshot: ConsentSnapshot) => void>()
  let now: ConsentSnapshot = {
    purposes: Object.fromEntries(purposes.map((id): [string, PurposeState] => [id, 'undecided'])),
    reason: 'no-decision',
    seq: 0,
    decidedAt: null,
    confirmed: true,
    signal: false,
  }
  return {
    snapshot: () => now,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    choose: async (decisions) => {
      now = {
        ...now,
        purposes: { ...now.purposes, ...decisions },
        reason: 'decided-here',
        seq: now.seq + 1,
        decidedAt: Date.now(),
      }
      for (const listener of listeners) listener(now)
      return { removed: 0, inFlight: 0, remaining: [] }
    },
  }
}
