import type { ConsentSnapshot } from '@askfirst/consent'
import { OPEN } from './createModel.ts'

/**
 * Whether a decision that answers the banner came after it opened: here, in another tab, or found in the record.
 * One that still waits for its durable copy may yet turn out to be none.
 */
export function decidedSince(opened: ConsentSnapshot, now: ConsentSnapshot): boolean {
  return now.seq !== opened.seq && !Object.values(now.purposes).some((state) => OPEN.test(state))
}
