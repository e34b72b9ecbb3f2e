import { describe, expect, it } from 'vitest'
import { engines } from '../support/browsers.ts'
import { skipBecause } from '../support/skipBecause.ts'
import { openBrowser, type Shop, shopForEach } from './pages.ts'

const TEXT = 'Teas from small gardens, picked by hand and sent the day after. '.repeat(6)
/** Notes the largest paint: whether it is the page's own, and its size in CSS pixels. */
const WATCH = `document.largest = []
new PerformanceObserver((list) => {
  for (const { element, size } of list.getEntries()) document.largest.push([!!element?.closest('main'), size])
}).observe({ type: 'largest-contentful-paint', buffered: true })`

declare global {
  interface Document {
    largest: [own: boolean, size: number][]
  }
}

let shop: Shop
shopForEach((opened) => {
  shop = opened
})

describe.each(engines)('the largest paint in $name', (engine) => {
  it.for([
    ['a page of text', `<p>${TEXT}</p>`, true],
    ['a page with nothing on it', '<style>main { display: none }</style>', false],
  ] as const)('of %s', async ([, body, own], context) => {
    shop.serve('/', { tag: 'data-banner', head: `<script>${WATCH}</script>`, body: `<main>${body}</main>` })
    const tab = await (await openBrowser(context, engine)).newTab(`${shop.url}/`)
    const known = await tab.evaluate(() =>
      PerformanceObserver.supportedEntryTypes.includes('largest-contentful-paint'),
    )
    skipBecause(context, known ? undefined : 'this browser does not tell its largest paint')
    await tab.waitFor(() => document.querySelector('askfirst-banner') !== null)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const largest = await tab.evaluate(() => document.largest)
    // Where the page shows nothing the banner is the largest: the watcher would see it.
    expect([largest.length > 0, largest.at(-1)?.[0]]).toEqual([true, own])
  })
})
