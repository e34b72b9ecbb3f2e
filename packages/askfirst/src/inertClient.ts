import { type Client, VERSION } from './client.ts'
import type { Settings } from './options.ts'

/** What `init` returns where there is no page: it does nothing, and `inspect().mode` says so. */
export function inertClient({ purposes }: Settings): Client {
  const nothing = (): void => undefined
  const snapshot: Client['consent']['snapshot'] = () => ({
    purposes: Object.fromEntries(purposes.map((purpose) => [purpose, 'undecided'])),
    reason: 'no-decision',
    seq: 0,
    decidedAt: null,
    confirmed: false,
    signal: false,
  })
  return {
    track: nothing,
    page: nothing,
    identify: nothing,
    reset: async () => undefined,
    optIn: async () => undefined,
    optOut: async () => ({ removed: 0, inFlight: 0, remaining: [] }),
    consent: {
      snapshot,
      allows: () => false,
      explain: () => [],
      subscribe: () => nothing,
      choose: async () => ({ removed: 0, inFlight: 0, remaining: [] }),
      refresh: nothing,
    },
    flush: async () => undefined,
    inspect: () => ({
      version: VERSION,
      mode: 'inert',
      consent: snapshot(),
      held: 0,
      queued: { events: 0, bytes: 0, chunks: 0 },
      sent: 0,
      dropped: {},
      scrubbed: {},
      streams: 0,
      destinations: [],
    }),
    erase: async () => ({ removed: 0, streams: 0, collector: 'nothing-sent' }),
    use: () => nothing,
    shutdown: async () => undefined,
  }
}
