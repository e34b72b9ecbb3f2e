// Prints what consent banners do on the same page, side by side, in the same run: `pnpm bench:peers` after a build.
// Counted in Chromium: bytes, writes and requests before a choice, tabs that agree, axe-core, strict CSP, Trusted Types.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { watchConsent } from '../../packages/askfirst/dist/testing.js'
import { startBench } from './benchSite.mjs'
import { chromium, freshPage, waitForBanner } from './chromium.mjs'

const IDLE_MS = 5_000
const AGREE_MS = 5_000
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const COLUMNS = {
  js: 'JS min / brotli',
  css: 'CSS min / brotli',
  writes: 'writes before choice',
  requests: 'requests before choice, besides its files',
  tabs: 'tab 2 rejects: banner gone in tab 1 after',
  axe: 'axe violations',
  csp: 'strict CSP',
  types: 'Trusted Types',
}

const bench = await startBench()
const browser = await chromium()
try {
  const rows = []
  for (const site of bench.sites) rows.push(await measure(site))
  print(rows)
} finally {
  await browser.close()
  bench.stop()
}

async function measure(site) {
  return {
    name: [site.name, site.version].filter(Boolean).join(' '),
    ...(await beforeChoice(site)),
    tabs: await tabs(site),
    axe: await violations(site),
    csp: await underPolicy(site, '?csp'),
    types: await underPolicy(site, '?types'),
  }
}

/** What the page loads, writes and asks for while its visitor does nothing, scrolls, and leaves. */
async function beforeChoice(site) {
  const { page, context } = await freshPage(browser)
  site.forget()
  const watch = await watchConsent(page)
  await page.goto(site.url)
  const shown = await waitForBanner(page, site, true)
  if (shown === undefined) throw new Error(`${site.name} shows no banner`)
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
  await wait(IDLE_MS)
  await page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
  await page.goto('about:blank')
  await wait(500)
  const own = new Set(['/', '/favicon.ico', ...site.files])
  const requests = watch
    .requests()
    .filter(({ url }) => /^(http|ws)/.test(url) && !own.has(new URL(url).pathname))
  const writes = watch.writes()
  await context.close()
  const { js, jsPacked, css, cssPacked, rest } = await site.sizes()
  return {
    js: `${bytes(js, jsPacked)}${rest ? ` (without React ${bytes(rest.js, rest.jsPacked)})` : ''}`,
    css: css ? bytes(css, cssPacked) : 'in the JS',
    writes: list(writes.map(({ api, key }) => `${api} ${key}`)),
    requests: list(requests.map(({ url }) => new URL(url).pathname)),
  }
}

async function tabs(site) {
  const { page: one, context } = await freshPage(browser)
  // A window of its own, so that both can be seen: a tab in the background draws nothing.
  const two = await context.newPage({ type: 'window' })
  for (const page of [one, two]) {
    await page.goto(site.url)
    if ((await waitForBanner(page, site, true)) === undefined) throw new Error(`${site.name} shows no banner`)
    if (await page.evaluate('document.hidden')) throw new Error('a page of two windows is hidden')
  }
  await two.locator(site.reject).click()
  const ms = await waitForBanner(one, site, false, AGREE_MS)
  await context.close()
  return ms === undefined ? `never within ${AGREE_MS / 1_000} s` : `${Math.round(ms)} ms`
}

async function violations(site) {
  const { page, context } = await freshPage(browser)
  await page.goto(site.url)
  await waitForBanner(page, site, true)
  await wait(500)
  await page.evaluate(axe)
  const found = await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))')
  await context.close()
  return list(found)
}

async function underPolicy(site, query) {
  const { page, context } = await freshPage(browser)
  await page.evaluateOnNewDocument(() => {
    window.refused = []
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      window.refused.push(effectiveDirective),
    )
  })
  await page.goto(site.url + query)
  const shown = await waitForBanner(page, site, true, 3_000)
  const refused = await page.evaluate('refused')
  await context.close()
  return `${shown === undefined ? 'no banner' : 'banner'}, ${list(refused, 'violation')}`
}

function list(found, word = '') {
  const names = [...new Set(found)]
  const count = [found.length, word && (found.length === 1 ? word : `${word}s`)].filter((part) => part !== '')
  return `${count.join(' ')}${names.length ? ` (${names.slice(0, 4).join(', ')}${names.length > 4 ? ', ...' : ''})` : ''}`
}

function bytes(plain, packed) {
  const format = (number) => number.toLocaleString('en')
  return `${format(plain)} / ${format(packed)}`
}

function print(rows) {
  console.log(`| | ${Object.values(COLUMNS).join(' | ')} |`)
  console.log(`|${'---|'.repeat(Object.keys(COLUMNS).length + 1)}`)
  for (const row of rows)
    console.log(
      `| ${row.name} | ${Object.keys(COLUMNS)
        .map((column) => row[column])
        .join(' | ')} |`,
    )
}

function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
