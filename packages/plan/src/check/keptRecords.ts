import { applyPlan } from '../apply/applyPlan.ts'
import { withBuiltIns } from '../apply/withBuiltIns.ts'
import type { DefinedPlan } from '../author/definedPlan.ts'
import type { RecordedEvent } from './recordedEvent.ts'

/** What a plan lets leave of recorded events as it is, by event: kept, masked and generalized fields. */
export function keptRecords(
  plan: DefinedPlan,
  events: readonly RecordedEvent[],
): Map<string, Record<string, unknown>[]> {
  const kept = new Map<string, Record<string, unknown>[]>()
  const whole = withBuiltIns(plan)
  for (const { name, props = {} } of events) {
    const planned = applyPlan(whole, name, props)
    if (!planned) continue
    const records = kept.get(name)
    if (records) records.push(planned.props)
    else kept.set(name, [planned.props])
  }
  return kept
}
