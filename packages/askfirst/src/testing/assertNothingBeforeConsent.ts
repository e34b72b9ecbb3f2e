import { AskfirstError } from '@askfirst/plan'
import { type Allowed, leakingRequests, tellLeaks } from './leaks.ts'
import { leave } from './leave.ts'
import type { TestPage } from './testPage.ts'
import { wait } from './wait.ts'
import { isWatched, type WatchedWrite, watchConsent } from './watchConsent.ts'

export interface BeforeConsentOptions extends Allowed {
  /** the page to open; without it the page that is open is looked at, which `watchConsent` must have seen loading */
  url?: string
  /** ms that the page is left to itself (default 10,000) */
  idleMs?: number
}

/**
 * Proves that a page stores nothing and sends nothing before its visitor has chosen: opens it, scrolls to its end and
 * back, leaves it alone, tells it that it ends, and leaves it for `about:blank`. Cookies that a server has set count as
 * writes, too. Use a fresh browser context: what an earlier visit decided would be known.
 *
 * @param page a page of Playwright or Puppeteer; it is left at `about:blank`
 * @throws AskfirstError `consent-leak`: each write with its API, its key and the line of code, and each request;
 * `not-watched` where there is nothing to tell
 */
export async function assertNothingBeforeConsent(
  page: TestPage,
  options: BeforeConsentOptions = {},
): Promise<void> {
  const { url, idleMs = 10_000, allowWrite } = options
  if (!url && !isWatched(page))
    throw new AskfirstError(
      'not-watched',
      'assertNothingBeforeConsent has not seen this page load: pass `url`, or call watchConsent before page.goto',
    )
  const watch = await watchConsent(page)
  const before = await cookies(page)
  if (url) await page.goto(url)
  const { origin } = new URL(page.url())
  await page.evaluate(scroll('document.documentElement.scrollHeight'))
  await wait(idleMs / 2)
  await page.evaluate(scroll('0'))
  await wait(idleMs / 2)
  await leave(page)

  const seen = watch.writes()
  const named = new Set(seen.map(({ key }) => key))
  const set = [...(await cookies(page))].filter(
    ([id, { name, value }]) => before.get(id)?.value !== value && !named.has(name),
  )
  const writes: WatchedWrite[] = [
    ...seen,
    ...set.map(([, { name }]) => ({ api: 'Set-Cookie', key: name, from: '' })),
  ].filter(({ api, key }) => !allowWrite?.({ api, key }))
  const text = tellLeaks('before consent', writes, leakingRequests(watch.requests(), origin, options))
  if (text) throw new AskfirstError('consent-leak', text)
}

/** The browser context's cookies, those that no script may read included, by domain and name. */
async function cookies(page: TestPage): Promise<Map<string, { name: string; value: string }>> {
  const jar = page.context?.() ?? page.browserContext?.()
  const list = (await jar?.cookies()) ?? []
  return new Map(list.map(({ domain, name, value }) => [`${domain} ${name}`, { name, value }]))
}

/** A tab in the background scrolls without saying so, hence the event by hand. */
function scroll(to: string): string {
  return `scrollTo(0, ${to}); void document.dispatchEvent(new Event('scroll', { bubbles: true }))`
}
