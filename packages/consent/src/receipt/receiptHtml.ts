import type { Receipt, ReceiptPurpose } from './receipt.ts'
import { isReceipt } from './receiptFaults.ts'
import { englishReceiptWords, type ReceiptWords } from './receiptWords.ts'

const STYLE = `
:root{color-scheme:light dark}
body{margin:2em auto;padding-inline:1em;max-inline-size:46em;font:1em/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
article{margin-block:2em;padding-block-start:1em;border-block-start:2px solid}
h3{margin-block:1em 0}
dl{display:grid;grid-template-columns:minmax(8em,1fr) 3fr;gap:.25em 1em;margin:.5em 0}
dt{font-weight:600}
dd{margin:0}
code{font-size:.8em}
@media print{body{margin:0;max-inline-size:none;font-size:10pt;color:#000;background:#fff}article{break-inside:avoid}}
`

/** Says in the document itself that nothing in it may run or load. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'"

/**
 * The receipts as a whole HTML document to print or to keep, the newest first: no script, nothing that loads. Leaves
 * out what is no receipt; give it those that `verifyReceipt` finds valid, or say next to it what was found.
 */
export function receiptHtml(receipts: readonly unknown[], words: ReceiptWords = englishReceiptWords): string {
  const articles = receipts
    .filter(isReceipt)
    .reverse()
    .map((receipt) => articleOf(receipt, words))
  return `<!doctype html>
<html lang="${escaped(words.lang)}" dir="${escaped(words.dir)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(POLICY)}">
<meta name="viewport" content="width=device-width">
<title>${escaped(words.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(words.title)}</h1>
<p>${escaped(articles.length > 0 ? words.lead : words.none)}</p>
${articles.join('')}</main>
</body>
</html>
`
}

function articleOf({ header, processing, parties, event, hash }: Receipt, words: ReceiptWords): string {
  const { locale } = processing
  return `<article>
<h2>${escaped(words.types[event.type])}</h2>
${listOf([
  [words.controller, shown(parties.controller)],
  [words.contact, parties.contact && shown(parties.contact)],
  [words.decided, timeOf(event.time)],
  [words.how, shown(words.methods[event.method])],
  [words.lasts, daysOf(event.validDays, words)],
])}${processing.purposes.map((purpose) => purposeOf(purpose, locale, words)).join('')}${listOf([
  [words.withdrawal, shown(processing.withdrawal, locale)],
  [words.notice, processing.noticeUrl && linkTo(processing.noticeUrl)],
  [words.rights, processing.rightsUrl && linkTo(processing.rightsUrl)],
  [words.pack, shown(processing.pack)],
  [words.number, codeOf(header.recordId)],
  [words.noticeHash, codeOf(processing.noticeHash)],
  [words.prevHash, header.prevHash && codeOf(header.prevHash)],
  [words.hash, codeOf(hash)],
])}</article>
`
}

function purposeOf(purpose: ReceiptPurpose, locale: string, words: ReceiptWords): string {
  const { label, reason, decision, data, recipients, retentionDays } = purpose
  return `<h3>${shown(label, locale)}: ${escaped(words[decision])}</h3>
<p>${shown(reason, locale)}</p>
${listOf([
  [words.data, shownAll(data, locale)],
  [words.recipients, shownAll(recipients, locale)],
  [words.retention, retentionDays !== undefined && daysOf(retentionDays, words)],
])}`
}

/** A list of terms; what is not there is left out. */
function listOf(rows: readonly (readonly [term: string, html: string | false | null | undefined])[]): string {
  const items = rows
    .filter(([, html]) => html)
    .map(([term, html]) => `<dt>${escaped(term)}</dt><dd>${html}</dd>\n`)
  return items.length > 0 ? `<dl>\n${items.join('')}</dl>\n` : ''
}

function daysOf(days: number, words: ReceiptWords): string {
  return escaped(words.days.replace('{days}', String(days)))
}

// Not in the reader's time zone: the same receipt has the same text everywhere.
function timeOf(time: string): string {
  return `<time dir="ltr" datetime="${escaped(time)}">${escaped(time.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'))}</time>`
}

/** Text from the receipt, which may run the other way than the words around it. */
function shown(text: string, lang?: string): string {
  return `<bdi${lang ? ` lang="${escaped(lang)}"` : ''}>${escaped(text)}</bdi>`
}

function shownAll(texts: readonly string[], lang: string): string {
  return texts.map((text) => shown(text, lang)).join(', ')
}

function codeOf(text: string): string {
  return `<code dir="ltr">${escaped(text)}</code>`
}

/** A link where the address is one of the web: a receipt from elsewhere could hold a script's. */
function linkTo(url: string): string {
  const text = `<bdi dir="ltr">${escaped(url)}</bdi>`
  return /^https?:\/\//i.test(url) ? `<a href="${escaped(url)}" rel="noreferrer">${text}</a>` : text
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
