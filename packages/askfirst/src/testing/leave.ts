import type { TestPage } from './testPage.ts'
import { wait } from './wait.ts'

/** ms in which what a page starts at its end gets told */
const END_MS = 500

/**
 * Lets the page believe that it is being left, by all the events that it may hear then. By hand, because what a page
 * calls in its real `pagehide` no test library tells of any more (only some requests, in Firefox).
 */
const LEAVE = `(() => {
  dispatchEvent(new Event('beforeunload', { cancelable: true }))
  dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }))
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  dispatchEvent(new Event('unload'))
})()`

/** Tells the page that it ends, then leaves it for `about:blank`. */
export async function leave(page: TestPage): Promise<void> {
  await page.evaluate(LEAVE)
  await wait(END_MS)
  await page.goto('about:blank')
  await wait(END_MS)
}
