import { Window } from 'happy-dom'
import { expect, test } from 'vitest'
import { deviceForTests, draftOf, purposeOf } from './deviceForTests.ts'
import { keepReceipt } from './keepReceipt.ts'
import { readReceipts } from './readReceipts.ts'
import type { ReceiptDraft } from './receipt.ts'
import { receiptHtml } from './receiptHtml.ts'
import { englishReceiptWords } from './receiptWords.ts'

async function htmlOf(drafts: readonly ReceiptDraft[], words = englishReceiptWords): Promise<string> {
  const device = deviceForTests()
  for (const draft of drafts) await keepReceipt(draft, device)
  return receiptHtml(await readReceipts(device), words)
}

function parsed(html: string): Document {
  const window = new Window({ settings: { disableJavaScriptEvaluation: true } })
  window.document.write(html)
  return window.document as unknown as Document
}

const yes = purposeOf('measurement', 'granted', { retentionDays: 90, data: ['pages', 'clicks'] })

test('prints what was asked and answered, the newest first', async () => {
  const no = purposeOf('marketing', 'denied')
  const document = parsed(await htmlOf([draftOf([yes]), draftOf([yes, no])]))
  const articles = [...document.querySelectorAll('article')]
  expect(articles.map((article) => article.querySelector('h2')?.textContent)).toEqual([
    'You said yes to some',
    'You said yes',
  ])
  const text = articles[0]?.textContent ?? ''
  for (const part of [
    'Shop Ltd',
    'privacy@shop.example',
    '2026-11-20 12:00:00 UTC',
    'Accept all, in the banner',
    '180 days',
    'Label of measurement: Yes',
    'Label of marketing: No',
    'Reason of measurement.',
    'pages, clicks',
    '90 days',
    'You can change it at any time',
    'https://shop.example/privacy',
  ])
    expect(text).toContain(part)
  expect(text).not.toContain('undefined')
})

test('is a document of its own, in its language and direction, with no script and nothing that loads', async () => {
  const html = await htmlOf([draftOf()], { ...englishReceiptWords, lang: 'he', dir: 'rtl', title: 'קבלות' })
  expect(html.startsWith('<!doctype html>\n<html lang="he" dir="rtl">')).toBe(true)
  const document = parsed(html)
  expect(document.title).toBe('קבלות')
  expect(document.querySelectorAll('script, link, img, iframe, object, embed, form')).toHaveLength(0)
  expect(document.querySelector('meta[http-equiv]')?.getAttribute('content')).toContain("default-src 'none'")
  expect(document.querySelector('style')?.textContent).toContain('@media print')
  expect(document.querySelector('h3 bdi')?.getAttribute('lang')).toBe('en')
})

test('shows hostile text as text, wherever it stands', async () => {
  const evil = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;`
  const purpose = purposeOf(evil, 'granted', { label: evil, reason: evil, data: [evil], recipients: [evil] })
  const { processing, event } = draftOf()
  const urls = { noticeUrl: 'javascript:alert(1)', rightsUrl: `https://x.example/${evil}` }
  const draft = draftOf([purpose], {
    processing: { ...processing, ...urls, purposes: [purpose], locale: evil, pack: evil, withdrawal: evil },
    parties: { controller: evil, contact: evil },
    event: { ...event, buttonOrder: [evil] },
  })
  const words = { ...englishReceiptWords, title: evil, lead: evil, lang: evil, days: evil, controller: evil }
  const document = parsed(await htmlOf([draft], words))
  expect(document.querySelectorAll('script, img')).toHaveLength(0)
  expect([...document.querySelectorAll('*')].flatMap((element) => element.getAttributeNames())).not.toContain(
    'onerror',
  )
  expect(document.documentElement.lang).toBe(evil)
  expect(document.querySelector('h1')?.textContent).toBe(evil)
  const links = [...document.querySelectorAll('a')].map((link) => link.getAttribute('href'))
  expect(links).toEqual([urls.rightsUrl])
})

test('has the same text for the same receipts', async () => {
  const device = deviceForTests()
  await keepReceipt(draftOf([yes]), device)
  const kept = await readReceipts(device)
  expect(receiptHtml(kept)).toBe(receiptHtml(kept, englishReceiptWords))
})

test('says so where there is none, and leaves out what is none', async () => {
  for (const receipts of [[], [null, 5, { header: {} }]]) {
    const document = parsed(receiptHtml(receipts))
    expect(document.querySelector('p')?.textContent).toBe(englishReceiptWords.none)
    expect(document.querySelectorAll('article')).toHaveLength(0)
  }
})
