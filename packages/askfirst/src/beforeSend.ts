import type { Props } from '@askfirst/formats'

/** What a site's `beforeSend` sees: it can take fields away or blank them, and drop the event. */
export interface OutgoingEvent {
  readonly name: string
  readonly purpose: string
  props: Props
}

export type BeforeSend = (event: OutgoingEvent) => OutgoingEvent | null | undefined
