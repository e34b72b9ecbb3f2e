/** The element that has the focus, looked for in open shadow roots as well. */
export function focused(document: Document): Element | null {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element
}

/**
 * Gives the focus back to the page: to the element that had it, or to the main content.
 * Called once the element that held the focus is about to go.
 *
 * @param before elements that had the focus before, the best first
 */
export function returnFocus(document: Document, ...before: (Element | null | undefined)[]): void {
  const { body } = document
  const opener = before.find((element) => element?.isConnected && element !== body)
  if (opener) {
    ;(opener as HTMLElement).focus({ preventScroll: true })
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
