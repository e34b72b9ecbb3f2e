import { beforeEach, describe, expect, it } from 'vitest'
import { clickThrough, STEP_PAGE, sayYes, trackAndLeave, trackInTasks } from '../../browser/deliveryPages.ts'
import { type Pages, type Shop, shopForEach } from '../../browser/pages.ts'
import { tabForAll } from '../../browser/tabForAll.ts'
import { engines, type Tab } from '../../support/browsers.ts'
import { judge, look } from './faultRow.ts'

const TABS = 5
const EVENTS = 200
const STEPS = 20

let pages: Pages
let shop: Shop
shopForEach((opened, all) => {
  pages = all
  shop = opened
})

describe.each(engines)('tabs and pages that end, in $name', ({ name, skip }) => {
  let keeper: Tab
  let tab: Tab
  tabForAll({ name, ...(skip && { skip }) }, (opened) => {
    keeper = opened
  })
  beforeEach(async () => {
    if (skip) return
    // Of WebDriver's windows the one before may be closed.
    await keeper.bringToFront()
    tab = await keeper.browser.newTab()
  })

  it.skipIf(skip)('5 five tabs', async (context) => {
    shop.serve('/')
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
    const tabs = [tab]
    while (tabs.length < TABS) tabs.push(await keeper.browser.newTab(`${shop.url}/`))
    await Promise.all(
      tabs.map((one, index) => trackInTasks(one, 'tabbed', index * EVENTS, (index + 1) * EVENTS)),
    )
    const seen = await look(pages, shop, tab, TABS * EVENTS)
    for (const one of tabs.slice(1)) {
      const dropped = await one.evaluate(() => window.askfirst.inspect().dropped)
      expect(dropped).toEqual({})
      await one.close()
    }
    judge(context, [5, `five tabs, ${EVENTS} events each`], name, seen)
  })

  it.skipIf(skip)('6 clicks that lead away', async (context) => {
    shop.serve('/', { body: STEP_PAGE })
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
    await clickThrough(tab, STEPS)
    judge(context, [6, `${STEPS} clicks that lead away`], name, await look(pages, shop, tab, STEPS))
  })

  it.skipIf(skip)("16 3 kB events at the page's end", async (context) => {
    for (const path of ['/', '/next']) shop.serve(path)
    await tab.goto(`${shop.url}/`)
    await sayYes(tab, shop)
    await trackAndLeave(tab, 'big', EVENTS, 3_000, `${shop.url}/next`)
    const seen = await look(pages, shop, tab, EVENTS)
    judge(context, [16, `${EVENTS} events of 3 kB in the page's last task`], name, seen)
  })
})
