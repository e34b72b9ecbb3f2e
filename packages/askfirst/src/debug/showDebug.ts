import type { Stop } from '@askfirst/consent'
import type { Client } from '../client.ts'
import { pageGlobals } from '../env.ts'
import { type DebugElement, debugElement } from './debugElement.ts'

const TAG = 'askfirst-debug'

/**
 * Opens an overlay that shows what the client knows of itself: why each purpose is on or off, the record, and what
 * becomes of each event from now on. While it is open it stands in front of the client's `track`, `page` and
 * `identify`, and of the page's `fetch`; closing it undoes that. It stores and sends nothing, and shows of an event
 * its name, and of a request what has left.
 *
 * @returns closes it
 */
export function showDebug(client: Client): Stop {
  const window = pageGlobals() as unknown as Window & typeof globalThis
  const { customElements, document } = window
  if (!customElements.get(TAG)) customElements.define(TAG, debugElement(window))
  for (const earlier of document.querySelectorAll(TAG)) earlier.remove()
  const element = new (customElements.get(TAG) as new () => DebugElement)()
  element.client = client
  const add = (): void => document.body.append(element)
  if (document.body) add()
  else document.addEventListener('DOMContentLoaded', add)
  return () => {
    document.removeEventListener('DOMContentLoaded', add)
    element.remove()
  }
}
