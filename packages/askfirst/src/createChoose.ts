import type { PurgeReport } from '@askfirst/consent'
import type { Grant } from './awaitGrant.ts'
import type { ClientConsent } from './client.ts'
import type { Core } from './core.ts'

/** @param decided resolves when the choice stands, and what it ends is gone */
export function createChoose(
  core: Core,
  grant: Pick<Grant, 'outbox'>,
  decided: () => Promise<PurgeReport>,
): ClientConsent['choose'] {
  const { consent } = core
  return async (decisions, options) => {
    const { overSignal, erase } = { ...options }
    // What names what was sent is read before this no or another tab deletes it; a failed request may have left some.
    // This page keeps it until the collector has been asked.
    const erasing = core.erasing ?? core.unerased
    const denies = Object.values(decisions).includes('denied')
    const wanted = erase && denies && (erasing || consent.someGranted())
    const outbox = wanted ? grant.outbox() : undefined
    const named =
      outbox &&
      Promise.all([core.outbox?.streams() ?? outbox.then(({ streams }) => streams()), erasing])
        .then((lists) => lists.flat())
        .catch(() => undefined)
    if (named) core.erasing = named
    consent.choose(decisions, overSignal, !!named)
    const report = await decided()
    if (!erase) return report
    // Where nothing was on nothing is asked for, not even the code.
    if (!wanted) return { ...report, erased: 'nothing-sent' }
    const erased = await outbox
      ?.then(({ eraseDenied }) => eraseDenied(decisions, named!))
      .catch(() => undefined)
    // Without its code nobody can tell what was sent; what comes with it later has this to go by.
    if (!erased && core.erasing === named) {
      core.erasing = undefined
      core.unerased = named
    }
    return { ...report, erased: erased ?? 'failed' }
  }
}
