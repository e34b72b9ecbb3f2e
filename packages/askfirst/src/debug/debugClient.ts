import type { Purpose, Reason } from '@askfirst/consent'
import type { Client, ClientConsent } from '../client.ts'

/** The client as the overlay needs it: the script tag's global, or what `init` has returned. */
export interface DebugClient extends Omit<Client, 'consent'> {
  readonly consent: ClientConsent & { explain(purpose: Purpose): readonly Reason[] }
}
