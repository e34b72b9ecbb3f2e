import { checkCompiled } from '@askfirst/plan'
import { checkOptions } from './checkOptions.ts'
import { compilePlan } from './compilePlan.ts'
import { LIMITS } from './limits.ts'
import type { Options, Settings } from './options.ts'
import { outgoingFilter } from './outgoingFilter.ts'

/**
 * Checks the options and fills in the defaults.
 *
 * @throws AskfirstError `options-invalid` or `plan-invalid`, with what is at fault and the fix
 */
export function readOptions(options: Options): Settings & Required<Pick<Options, 'plugins'>> {
  const { plan, beforeSend, batch, queue, consent, ...given } = checkOptions(options)
  const { purposes = ['measurement'] } = given
  return {
    ...LIMITS,
    beforeChoice: 'hold',
    plugins: [],
    pageViews: true,
    persist: true,
    ...given,
    purposes,
    ...consent?.(purposes),
    batch: { ...LIMITS.batch, ...batch },
    queue: { ...LIMITS.queue, ...queue },
    plan: plan && compilePlan(checkCompiled(plan)),
    filter: beforeSend && outgoingFilter(beforeSend),
  }
}
