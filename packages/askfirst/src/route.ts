import type { Consent } from '@askfirst/consent'
import type { Format, LossReason } from '@askfirst/formats'
import type { Env } from './environment.ts'
import type { Flights } from './flights.ts'
import type { Pace } from './pace.ts'
import type { Queue } from './queue.ts'

/** Where the events go, on whose word, and at what pace. */
export interface Route {
  env: Env
  consent: Consent
  queue: Queue
  format: Format
  site: string
  flights: Flights
  pace: Pace
  lose(reason: LossReason, events: number): void
  sent(events: number): void
}
