import type { CDPSession, Page, Browser as Puppet } from 'puppeteer-core'
import type { Browser, EngineName, PageFunction, Tab } from './driver.ts'
import { elementScript, pageScript } from './pageScript.ts'
import { poll } from './poll.ts'
import type { ProcessTree } from './processTree.ts'

/** Our `Browser` over a Chromium (CDP) or Firefox (BiDi) that puppeteer is connected to. */
export async function puppeteerBrowser(
  engine: EngineName,
  puppet: Puppet,
  tree: ProcessTree,
  profileDir: string,
): Promise<Browser> {
  const tabs: Tab[] = []
  const preload: string[] = []
  const pages = new Map<Tab, Page>()
  // The window that the browser starts with serves as the first tab.
  let spare: Page | undefined = (await puppet.pages())[0]

  const browser: Browser = {
    engine,
    profileDir,
    persistent: true,
    tabs,
    newTab: async (url) => {
      const page = spare ?? (await puppet.newPage())
      spare = undefined
      page.setDefaultTimeout(30_000)
      for (const source of preload) await page.evaluateOnNewDocument(source)
      const tab = puppeteerTab(browser, page, () => {
        tabs.splice(tabs.indexOf(tab), 1)
        pages.delete(tab)
      })
      tabs.push(tab)
      pages.set(tab, page)
      if (url) await tab.goto(url)
      return tab
    },
    onBeforeLoad: async (fn, ...args) => {
      const source = pageScript(fn, args)
      preload.push(source)
      for (const page of pages.values()) await page.evaluateOnNewDocument(source)
    },
    close: async () => {
      // A Chromium that is told to end drops what its pages send in `pagehide`; a closed tab doesn't.
      await puppet.newPage()
      for (const page of pages.values()) await page.close().catch(() => undefined)
      tabs.length = 0
      await puppet.close()
      await poll('the browser ends', () => tree.size() === 0, 10_000).finally(() => tree.kill())
    },
    kill: async () => {
      tabs.length = 0
      await tree.kill()
      await puppet.disconnect().catch(() => undefined)
    },
  }
  return browser
}

function puppeteerTab(browser: Browser, page: Page, forget: () => void): Tab {
  const evaluate = <A extends unknown[], R>(fn: PageFunction<A, R>, ...args: A): Promise<R> =>
    page.evaluate(pageScript(fn, args)) as Promise<R>
  let session: CDPSession | undefined
  // One session: what two of them emulate adds up.
  const devtools = async (): Promise<CDPSession> => {
    session ??= await page.createCDPSession()
    return session
  }
  const present = (selector: string): Promise<boolean> =>
    poll(
      `${selector} is in the page`,
      () => page.evaluate(`!!${elementScript(selector)}`) as Promise<boolean>,
    )
  return {
    browser,
    goto: async (url, { waitUntil = 'load' } = {}) => {
      if (waitUntil === 'load') await page.goto(url, { waitUntil })
      else await page.evaluate(`void (location.href = ${JSON.stringify(url)})`)
    },
    evaluate,
    click: async (selector) => {
      await present(selector)
      await page.bringToFront()
      await page.click(selector)
    },
    text: async (selector) => {
      await present(selector)
      return (await page.evaluate(`${elementScript(selector)}.textContent`)) as string
    },
    waitFor: (fn, args, { timeout = 10_000 } = {}) =>
      poll(String(fn), () => page.evaluate(pageScript(fn, args ?? ([] as never))) as Promise<never>, timeout),
    press: async (...keys) => {
      for (const key of keys) {
        const shift = key === 'Shift+Tab'
        if (shift) await page.keyboard.down('Shift')
        await page.keyboard.press(shift ? 'Tab' : key)
        if (shift) await page.keyboard.up('Shift')
      }
    },
    screenshot: async () => Buffer.from(await page.screenshot()),
    ...(browser.engine === 'chromium' && {
      media: async (features: Readonly<Record<string, string>>) => {
        const list = Object.entries(features).map(([name, value]) => ({ name, value }))
        await (await devtools()).send('Emulation.setEmulatedMedia', { features: list })
      },
      quota: async (origin: string, quotaSize: number) => {
        await (await devtools()).send('Storage.overrideQuotaForOrigin', { origin, quotaSize })
      },
    }),
    bringToFront: () => page.bringToFront(),
    close: async () => {
      forget()
      await page.close()
    },
  }
}
