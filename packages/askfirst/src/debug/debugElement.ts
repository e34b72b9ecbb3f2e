import type { Stop } from '@askfirst/consent'
import type { Client } from '../client.ts'
import { debugStyle } from './debugStyle.ts'
import { type DebugView, debugView } from './debugView.ts'
import { watchEvents } from './watchEvents.ts'
import { watchWire } from './watchWire.ts'

/** ms after which counts that no event tells of are looked at again */
const REFRESH_MS = 500

/** `<askfirst-debug>`: watches `client` as long as it is in the document. */
export interface DebugElement extends HTMLElement {
  client: Client | undefined
}

/** Makes the element's class. A function, because its base class is there in browsers only. */
export function debugElement(window: Window & typeof globalThis): new () => DebugElement {
  const { document } = window
  return class extends window.HTMLElement implements DebugElement {
    client: Client | undefined
    #stops: Stop[] = []

    connectedCallback(): void {
      const { client } = this
      if (!client || this.#stops.length) return
      const view = debugView(document)
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
      const sheet = new window.CSSStyleSheet()
      sheet.replaceSync(debugStyle)
      root.adoptedStyleSheets = [sheet]
      root.replaceChildren(view.region)
      view.close.addEventListener('click', () => this.remove())
      view.region.addEventListener('keydown', ({ key }) => {
        if (key === 'Escape') this.remove()
      })
      this.#watch(client, view)
    }

    disconnectedCallback(): void {
      for (const stop of this.#stops.splice(0)) stop()
    }

    #watch(client: Client, view: DebugView): void {
      let asked = false
      const show = (): void => view.show(client, watch.events)
      const changed = (): void => {
        if (asked) return
        asked = true
        queueMicrotask(() => {
          asked = false
          if (this.isConnected) show()
        })
      }
      const watch = watchEvents(client, changed)
      const answers = new WeakMap<object, (answer: string) => void>()
      const unwatch = watchWire(window, {
        started: (call) => {
          answers.set(call, view.sent(call))
          watch.started(call)
        },
        ended: (call, answer, fateOf) => {
          answers.get(call)?.(answer)
          watch.ended(call, fateOf)
        },
      })
      let seen = ''
      const timer = window.setInterval(() => {
        // Drawn anew only where something is new: what somebody has selected to copy stays selected.
        const now = JSON.stringify(client.inspect())
        if (now !== seen) changed()
        seen = now
      }, REFRESH_MS)
      this.#stops.push(watch.stop, unwatch, () => window.clearInterval(timer))
      show()
    }
  }
}
