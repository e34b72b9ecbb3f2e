import { describe, expect, it } from 'vitest'
import { engines, type Tab } from '../support/browsers.ts'
import { tabForAll } from './tabForAll.ts'
import { type Ui, uiForAll } from './uiPages.ts'

let ui: Ui
uiForAll((opened) => {
  ui = opened
})

describe.each(engines)('receipts of banner and centre in $name', (engine) => {
  let tab: Tab
  tabForAll(engine, (opened) => {
    tab = opened
  })

  it.skipIf(engine.skip)(
    'are kept of every choice with the words shown, and a no asks for nothing',
    async () => {
      const states = { measurement: 'undecided', identity: 'undecided' } as const
      const config = {
        controller: { name: 'The tea shop', contact: 'tea@shop.test', privacyUrl: '/privacy' },
      }
      await ui.open(tab, { open: 'banner', states, config, options: { receipts: true } })
      await ui.site.waitForRequest(({ path }) => path === '/askfirst-receipt.js')
      await tab.evaluate(() => new Promise((done) => setTimeout(done, 300)))
      const since = Date.now()
      await tab.click('askfirst-banner >>> #reject')
      const [first] = (await tab.waitFor(kept, [1]))!
      expect(first).toMatchObject({
        header: { prevHash: null },
        processing: {
          locale: 'en',
          noticeUrl: '/privacy',
          pack: 'opt-in',
          purposes: [
            { id: 'measurement', label: 'Measurement', decision: 'denied' },
            { id: 'identity', decision: 'denied' },
          ],
        },
        parties: { controller: 'The tea shop', contact: 'tea@shop.test' },
        event: {
          type: 'refused',
          method: 'banner-reject',
          layout: 'bar',
          buttonOrder: ['accept', 'reject', 'choose'],
          validDays: 180,
        },
      })
      expect(ui.site.since(since)).toEqual([])
      await tab.evaluate(() => page.open())
      await tab.click('askfirst-centre >>> input')
      await tab.click('askfirst-centre >>> #save')
      const [, second] = (await tab.waitFor(kept, [2]))!
      expect(second).toMatchObject({
        header: { prevHash: first!['hash'] },
        event: { type: 'partly', method: 'centre-save', layout: 'centre' },
      })
      // Other words, another hash.
      expect(second!['processing']!['noticeHash']).not.toBe(first!['processing']!['noticeHash'])
      await tab.evaluate(() => page.open())
      await tab.evaluate(() => {
        const created = globalThis as unknown as { made: Blob[] }
        created.made = []
        const original = URL.createObjectURL
        URL.createObjectURL = (blob) => {
          created.made.push(blob as Blob)
          return original.call(URL, blob)
        }
      })
      await tab.click('askfirst-centre >>> #receipt')
      const exported = await tab.waitFor(() => (globalThis as unknown as { made: Blob[] }).made[0]?.text())
      expect(JSON.parse(exported!)).toHaveLength(2)
      // The browser around WebKitGTK opens no windows.
      if (engine.name !== 'webkit') {
        await tab.evaluate(watchPrints)
        await tab.click('askfirst-centre >>> #receiptPrint')
        expect(await tab.waitFor(() => (globalThis as unknown as Prints).printed)).toEqual([2])
      }
      expect(await tab.evaluate(() => violations)).toEqual([])
    },
  )
})

type Kept = Record<string, Record<string, unknown>>

/** how many receipts each window showed when it was printed */
type Prints = { printed?: number[] }

/** For pages: real windows, but for the printing itself, which would wait for somebody. */
function watchPrints(): void {
  const open = window.open
  window.open = (...address) => {
    const view = open.apply(window, address)
    // None is given to what is taken for a pop-up.
    if (!view) return null
    return new Proxy(view, {
      get: (_, name) => {
        if (name !== 'print') return Reflect.get(view, name, view)
        return () => {
          const prints = globalThis as unknown as Prints
          prints.printed = [...(prints.printed ?? []), view.document.querySelectorAll('article').length]
          view.close()
        }
      },
    })
  }
}

/** The receipts on the device, once there are so many. */
async function kept(count: number): Promise<Kept[] | undefined> {
  // Opened only once it is there: opening would make it.
  const databases = await indexedDB.databases()
  if (!databases.some(({ name }) => name === 'askfirst-receipts')) return undefined
  const found = await new Promise<Kept[]>((done, fail) => {
    const opening = indexedDB.open('askfirst-receipts')
    opening.onerror = () => fail(opening.error)
    opening.onsuccess = () => {
      const db = opening.result
      const reading = db.transaction('rows').objectStore('rows').getAll()
      reading.onerror = () => fail(reading.error)
      reading.onsuccess = () => done(reading.result)
      db.close()
    }
  })
  return found.length === count ? found : undefined
}
