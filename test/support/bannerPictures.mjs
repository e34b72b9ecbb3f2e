import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../../packages/ui/dist', import.meta.url))
const TWO = { measurement: 'undecided', identity: 'undecided' }
const purposes = [
  { id: 'measurement', data: ['Pages', 'Time on page'], retentionDays: 90 },
  { id: 'identity' },
  { id: 'marketing', recipients: ['Ads Ltd'] },
]
const CENTRE = {
  open: 'openCentre',
  states: { measurement: 'granted', identity: 'undecided', marketing: 'signal_denied' },
  signal: true,
  config: { purposes },
}

/** Every layout, with the size of its window. */
const PICTURES = {
  bar: [1000, 420, { states: TWO }],
  box: [1000, 420, { states: TWO, config: { banner: { layout: 'box' } } }],
  dialog: [1000, 420, { states: TWO, config: { banner: { layout: 'dialog' } } }],
  centre: [1000, 700, CENTRE],
  dark: [1000, 420, { states: TWO, config: { banner: { theme: 'dark' } } }],
  phone: [390, 844, { states: TWO }],
  rtl: [390, 844, { states: TWO, lang: 'ar' }],
}

/** Takes a picture of each layout of banner and centre: `shoot(page, name)` is called for each. */
export async function bannerPictures(browser, shoot) {
  const server = createServer((request, response) => answer(request.url, response)).listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  const page = await browser.newPage()
  for (const [name, [width, height, setup]] of Object.entries(PICTURES)) {
    await page.setViewport({ width, height })
    const query = encodeURIComponent(JSON.stringify(setup))
    await page.goto(`http://127.0.0.1:${server.address().port}/?${query}`, { waitUntil: 'networkidle0' })
    await shoot(page, name)
  }
  await page.close()
  server.close()
  server.closeAllConnections()
}

async function answer(url, response) {
  if (url.endsWith('.js')) {
    response.setHeader('content-type', 'text/javascript; charset=utf-8')
    return response.end(await readFile(dist + url))
  }
  const query = url.split('?')[1]
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(query ? pageOf(JSON.parse(decodeURIComponent(query))) : '')
}

function pageOf({ states, config, signal = false, open = 'showBanner', lang = 'en' }) {
  const snapshot = { purposes: states, signal, seq: signal ? 1 : 0 }
  return `<!doctype html><html lang="${lang}"><title>The tea shop</title><meta name="viewport" content="width=device-width">
<body style="font:1.1em system-ui;margin:2em;background:#f4efe6"><h1>The tea shop</h1>${'<p>Leaves from Assam, Uji and Yunnan.</p>'.repeat(8)}
<script type="module">
import { ${open} } from '/askfirst-banner.js'
const consent = { snapshot: () => (${JSON.stringify(snapshot)}), subscribe: () => () => {} }
${open}(consent, { controller: { name: 'The tea shop', privacyUrl: '/privacy' }, ...${JSON.stringify(config ?? {})} })
</script>`
}
