import { AskfirstError } from '@askfirst/plan'
import { type Allowed, leakingRequests, tellLeaks } from './leaks.ts'
import { leave } from './leave.ts'
import type { TestPage } from './testPage.ts'
import { wait } from './wait.ts'
import { watchConsent } from './watchConsent.ts'

export interface AfterWithdrawalOptions extends Pick<Allowed, 'allow'> {
  /** ms of silence to see, before and after the page is loaded again (default 10,000 each) */
  idleMs?: number
}

/**
 * Proves that no request starts once a visitor has taken a yes back: not in the page, not after it is loaded anew,
 * and not at its end. Writes are not looked at, for a no is itself written down.
 *
 * @param page a page of Playwright or Puppeteer that stands at the place to withdraw from; `watchConsent(page)` before
 * its navigation lets sockets and lines of code be told, too. It is left at `about:blank`
 * @param withdraw takes the yes back, such as by a click; the silence begins once its promise has resolved
 * @throws AskfirstError `consent-leak`: each request, by what started it
 */
export async function assertNothingAfterWithdrawal(
  page: TestPage,
  withdraw: () => Promise<unknown>,
  options: AfterWithdrawalOptions = {},
): Promise<void> {
  const { idleMs = 10_000 } = options
  const watch = await watchConsent(page)
  const url = page.url()
  await withdraw()
  watch.clear()
  await wait(idleMs)
  await page.goto(url)
  await wait(idleMs)
  await leave(page)
  const requests = leakingRequests(watch.requests(), new URL(url).origin, options)
  const text = tellLeaks('after the withdrawal', [], requests)
  if (text) throw new AskfirstError('consent-leak', text)
}
