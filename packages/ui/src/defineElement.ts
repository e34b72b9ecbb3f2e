import type { Stop } from '@askfirst/consent'
import type { Env } from './env.ts'

/** Our custom elements; each shows nothing until it is in the document with a `draw`. */
export interface UiElement extends HTMLElement {
  /** draws into the shadow root; what it returns ends listeners, timers and style sheets */
  draw: ((root: ShadowRoot) => Stop) | undefined
}

/** Makes an element of ours, whose name is registered once, also where two copies of this package meet. */
export function defineElement({ window }: Env, tag: string): UiElement {
  const { customElements } = window
  if (!customElements.get(tag)) customElements.define(tag, elementClass(window))
  return new (customElements.get(tag) as new () => UiElement)()
}

/** A function, because the base class is there in browsers only. */
function elementClass(window: Env['window']): new () => UiElement {
  return class extends window.HTMLElement implements UiElement {
    draw: UiElement['draw']
    #stop: Stop | undefined

    connectedCallback(): void {
      this.#stop ??= this.draw?.(this.shadowRoot ?? this.attachShadow({ mode: 'open' }))
    }

    disconnectedCallback(): void {
      this.#stop?.()
      this.#stop = undefined
    }
  }
}
