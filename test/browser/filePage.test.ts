import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { engines } from '../support/browsers.ts'
import { openBrowser, type Shop, shopForEach } from './pages.ts'

const DIST = fileURLToPath(new URL('../../packages/askfirst/dist/', import.meta.url))

let shop: Shop
shopForEach((opened) => {
  shop = opened
})

describe.each(engines)('a page that is a file, in $name', (engine) => {
  it('goes on, and sends nothing before a yes nor after a no', async (context) => {
    const folder = mkdtempSync(join(process.env['ASKFIRST_TEST_DIR'] ?? tmpdir(), 'file-'))
    context.onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    cpSync(DIST, folder, { recursive: true })
    writeFileSync(
      join(folder, 'page.html'),
      `<!doctype html><meta charset="utf-8"><title>File</title><script>
document.wrong = []
addEventListener('error', ({ message }) => document.wrong.push('error ' + message))
addEventListener('unhandledrejection', ({ reason }) => document.wrong.push('rejection ' + reason))
</script>
<script async src="askfirst.js" data-endpoint="${shop.url}/v1/events" data-site="${shop.key}" data-banner></script>`,
    )
    const tab = await (await openBrowser(context, engine)).newTab(
      `${pathToFileURL(join(folder, 'page.html'))}`,
    )
    await tab.waitFor(() => window.askfirst?.consent?.snapshot().reason === 'no-decision')
    const began = await tab.evaluate(async () => {
      window.askfirst.track('early')
      await window.askfirst.flush()
      return { protocol: location.protocol, purposes: window.askfirst.consent.snapshot().purposes }
    })
    expect(began).toEqual({ protocol: 'file:', purposes: { measurement: 'undecided' } })
    expect(shop.requests).toEqual([])

    const denied = await tab.evaluate(async () => {
      await window.askfirst.optIn()
      window.askfirst.track('granted')
      await window.askfirst.optOut()
      window.askfirst.track('late')
      await window.askfirst.flush()
      return window.askfirst.consent.snapshot().purposes
    })
    expect(denied).toEqual({ measurement: 'denied' })
    const after = shop.requests.length
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    expect(shop.requests).toHaveLength(after)
    expect(shop.sent().map(({ name }) => name)).not.toContain('late')
    expect(await tab.evaluate(() => document.wrong)).toEqual([])
  })
})
