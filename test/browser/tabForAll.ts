import { afterAll, beforeAll } from 'vitest'
import { type Browser, type Engine, launch, type Tab } from '../support/browsers.ts'

/** One browser for all tests of an engine, where it can run; `use` is given its first tab. */
export function tabForAll(engine: Engine, use: (tab: Tab) => void): void {
  let browser: Browser | undefined
  beforeAll(async () => {
    if (engine.skip) return
    browser = await launch(engine)
    use(await browser.newTab())
  })
  afterAll(() => browser?.kill())
}
