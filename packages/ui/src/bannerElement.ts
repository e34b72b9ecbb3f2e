import type { Stop } from '@askfirst/consent'
import { bannerContent } from './bannerContent.ts'
import type { BannerConsent, BannerOptions } from './bannerOptions.ts'
import { bannerStyle } from './bannerStyle.ts'
import type { BannerText } from './bannerText.ts'
import { decidedSince } from './decidedSince.ts'
import type { Env } from './env.ts'
import { returnFocus } from './returnFocus.ts'

/** Live regions are read out only if they were in the page before their text. */
const ANNOUNCE_AFTER_MS = 150

/** What one banner shows and whom it asks for. */
export interface BannerSetup {
  consent: BannerConsent
  words: BannerText
  options: BannerOptions
}

/** `<askfirst-banner>`; shows nothing until it is in the document with a `setup`. */
export interface BannerElement extends HTMLElement {
  setup: BannerSetup | undefined
}

/** Makes the element's class. A function, because its base class is there in browsers only. */
export function bannerElement({ window, document }: Env): new () => BannerElement {
  return class extends window.HTMLElement implements BannerElement {
    setup: BannerSetup | undefined
    #stops: Stop[] = []
    #before: Element | null = null

    connectedCallback(): void {
      const { setup } = this
      if (!setup || this.#stops.length) return
      const { consent, words, options } = setup
      const opened = consent.snapshot()
      const content = bannerContent(document, words, (choice) => {
        if (choice === 'accept') consent.optIn()
        else consent.optOut()
        this.#close()
      })
      this.#before = document.activeElement
      this.#render(content.region)
      this.#keepPageVisible(content)
      this.#stops.push(
        consent.subscribe((now) => {
          if (decidedSince(opened, now)) this.#close()
        }),
      )
      // Moving the focus there has the banner read out already.
      if (options.focus) content.region.focus({ preventScroll: true })
      else this.#announce(content.status, words.announcement)
    }

    disconnectedCallback(): void {
      for (const stop of this.#stops.splice(0)) stop()
    }

    #announce(status: HTMLElement, text: string): void {
      const timer = window.setTimeout(() => {
        status.textContent = text
      }, ANNOUNCE_AFTER_MS)
      this.#stops.push(() => window.clearTimeout(timer))
    }

    #render(region: HTMLElement): void {
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
      const sheet = new window.CSSStyleSheet()
      sheet.replaceSync(bannerStyle)
      root.adoptedStyleSheets = [sheet]
      root.replaceChildren(region)
      const remember = ({ relatedTarget }: FocusEvent): void => {
        // Null while the focus moves inside: targets in the shadow root are not told to the host.
        if (relatedTarget) this.#before = relatedTarget as Element
      }
      this.addEventListener('focusin', remember)
      this.#stops.push(() => this.removeEventListener('focusin', remember))
    }

    /** Keeps what has the focus from under the banner (WCAG 2.2, 2.4.11), and lets keys scroll the text where it must. */
    #keepPageVisible({ region, text }: { region: HTMLElement; text: HTMLElement }): void {
      const sheet = new window.CSSStyleSheet()
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
      const observer = new window.ResizeObserver(() => {
        sheet.replaceSync(`html{scroll-padding-block-end:${Math.ceil(region.offsetHeight)}px}`)
        if (text.scrollHeight > text.clientHeight) text.tabIndex = 0
        else text.removeAttribute('tabindex')
      })
      observer.observe(region)
      observer.observe(text)
      this.#stops.push(() => {
        observer.disconnect()
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
      })
    }

    #close(): void {
      if (!this.isConnected) return
      const focused = document.activeElement === this
      this.remove()
      if (focused) returnFocus(document, this.#before)
      this.setup?.options.onClose?.()
    }
  }
}
