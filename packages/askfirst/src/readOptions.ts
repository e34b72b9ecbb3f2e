import { checkCompiled } from '@askfirst/plan'
import { checkDestinations } from './checkDestinations.ts'
import { checkOptions } from './checkOptions.ts'
import { compilePlan } from './compilePlan.ts'
import { tellDeveloper } from './env.ts'
import { LIMITS } from './limits.ts'
import type { Options, Settings } from './options.ts'
import { outgoingFilter } from './outgoingFilter.ts'

/**
 * Checks the options and fills in the defaults.
 *
 * @throws AskfirstError `options-invalid` or `plan-invalid`, with what is at fault and the fix
 */
export function readOptions(options: Options): Settings & Required<Pick<Options, 'plugins'>> {
  const { plan, beforeSend, batch, queue, consent, hash, ...given } = checkOptions(options)
  const { purposes = ['measurement'] } = given
  const key = hash?.linkableAcrossDevicesKey
  const terms = consent?.(purposes)
  if (given.destinations) checkDestinations(given.destinations, terms?.purposes ?? purposes)
  return {
    ...LIMITS,
    endpoint: '',
    beforeChoice: 'hold',
    plugins: [],
    pageViews: true,
    persist: true,
    ...given,
    purposes,
    ...terms,
    batch: { ...LIMITS.batch, ...batch },
    queue: { ...LIMITS.queue, ...queue },
    plan: plan && compilePlan(checkCompiled(plan)),
    filter: beforeSend && outgoingFilter(beforeSend),
    keyFor: key ? keyMaker(key) : undefined,
  }
}

/** The given key is copied: the site may wipe its own. */
function keyMaker(
  given: NonNullable<NonNullable<Options['hash']>['linkableAcrossDevicesKey']>,
): Settings['keyFor'] {
  tellDeveloper(
    'hash.linkableAcrossDevicesKey links a person’s devices, and whoever has it can guess what was hashed. In a page’s source it is public.',
  )
  const key = structuredClone(given)
  return async (subtle, label) => (await import('./sharedKey.ts')).sharedKey(key, subtle, label)
}
