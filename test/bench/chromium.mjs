import { existsSync } from 'node:fs'
import puppeteer from 'puppeteer-core'

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Starts Chromium, headless, in a profile of its own unless one is given. */
export function chromium(options = {}) {
  const executablePath = process.env.CHROMIUM_PATH ?? PATHS.find((path) => existsSync(path))
  return puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], ...options })
}

/**
 * A page with stores of its own.
 * @returns {Promise<{ page: object, context: object }>}
 */
export async function freshPage(browser) {
  const context = await browser.createBrowserContext()
  return { context, page: await context.newPage() }
}

/** Waits until the banner can be seen, or no longer. @returns ms that it took, or undefined after `timeout` */
export async function waitForBanner(page, { banner }, seen, timeout = 5_000) {
  const started = performance.now()
  for (;;) {
    if ((await page.evaluate(isSeen, banner)) === seen) return performance.now() - started
    if (performance.now() - started > timeout) return undefined
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Runs in the page. A custom element may have no box of its own: what it shows counts. */
function isSeen(selector) {
  const element = document.querySelector(selector)
  if (!element) return false
  const shown = [element, ...(element.shadowRoot?.querySelectorAll('section, dialog') ?? [])]
  return shown.some((each) => {
    const { width, height, top } = each.getBoundingClientRect()
    const visible = each.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    return visible && width > 0 && height > 0 && top < innerHeight
  })
}
