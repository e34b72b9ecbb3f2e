import { createConsent, type PurgeReport } from '@askfirst/consent'
import type { Core } from './core.ts'
import type { World } from './environment.ts'
import type { Settings } from './options.ts'

/** Puts together what a client is before anything is granted. */
export function createCore(settings: Settings, env: World): Core {
  const counts: Core['counts'] = { sent: 0, dropped: {}, scrubbed: {} }
  const { dropped, scrubbed } = counts
  const purge = async (): Promise<PurgeReport> => core.purged!()
  const core: Core = {
    env,
    settings,
    consent: createConsent({ ...settings, purge }, settings.adapt?.(env) ?? env),
    heard: Number.POSITIVE_INFINITY,
    ended: {},
    resets: { count: 0 },
    plugins: new Map(),
    counts,
    scrubbed,
    lose: (reason, events) => {
      if (events) dropped[reason] = (dropped[reason] ?? 0) + events
    },
  }
  return core
}
