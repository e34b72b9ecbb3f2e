import type { ConsentRecord } from './record.ts'

/** What this page knows of the record, and how far it is to be believed. */
export interface Held {
  record: ConsentRecord | null
  /** the synchronous copy is no record: whatever the durable one says, the gate is shut until the next decision */
  corrupt: boolean
  /** the durable copy has not spoken yet */
  reading: boolean
  /** seq of the newest record that the durable copy is known to hold */
  durable: number
  /** seq of the newest decision made in this page; without durable storage it lasts as long as the page */
  here: number
}
