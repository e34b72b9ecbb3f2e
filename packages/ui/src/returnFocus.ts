/**
 * Gives the focus back to the page: to the element that had it, or to the main content.
 * Called once the element that held the focus is about to go.
 *
 * @param before the element that had the focus before, if any
 */
export function returnFocus(document: Document, before: Element | null): void {
  const { body } = document
  if (before?.isConnected && before !== body) {
    ;(before as HTMLElement).focus({ preventScroll: true })
    return
  }
  const main = document.querySelector<HTMLElement>('main,[role=main],h1')
  if (!main) return
  // Main content can't take the focus by itself; the attribute goes with the focus.
  if (!main.hasAttribute('tabindex')) {
    main.tabIndex = -1
    main.addEventListener('blur', () => main.removeAttribute('tabindex'), { once: true })
  }
  main.focus({ preventScroll: true })
}
