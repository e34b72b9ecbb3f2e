import type { Stop } from '@askfirst/consent'
import type { Env } from './env.ts'

/**
 * Keeps what has the focus from under the banner (WCAG 2.2, 2.4.11), and lets keys scroll the text where it must.
 *
 * @param edge the block edge of the window that the banner covers; undefined for one that is modal
 */
export function keepPageVisible(
  { window, document }: Env,
  region: HTMLElement,
  text: HTMLElement,
  edge?: 'start' | 'end',
): Stop {
  const sheet = new window.CSSStyleSheet()
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  const observer = new window.ResizeObserver(() => {
    if (edge) sheet.replaceSync(`html{scroll-padding-block-${edge}:${region.offsetHeight}px}`)
    if (text.scrollHeight > text.clientHeight) text.tabIndex = 0
    else text.removeAttribute('tabindex')
  })
  observer.observe(region)
  observer.observe(text)
  return () => {
    observer.disconnect()
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
  }
}
