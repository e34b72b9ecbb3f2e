import { gzipSync } from 'node:zlib'
import { describe, expect, it, type TestContext, test } from 'vitest'
import { type Engine, engines, type Tab } from '../support/browsers.ts'
import { everyForm } from './everyForm.ts'
import { loaded, openBrowser, type Shop, shopForEach } from './pages.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64url')
const token = (part: object): string => base64(JSON.stringify(part))

/** What detectors know by its shape, with what of it is looked for on the wire. Built from pieces: no live secret. */
const SECRETS = {
  mail: ['greta.quillfeather@mail.example.org', 'quillfeather'],
  phone: ['+49 170 9123456', '9123456'],
  card: ['4539 1488 0343 6467', '03436467'],
  iban: ['DE89 3704 0044 0532 0130 00', '0532013000'],
  ipv4: ['198.51.100.77', '198.51'],
  ipv6: ['2001:db8:85a3::8a2e:370:7334', '85a3'],
  jwt: [`${token({ alg: 'HS256' })}.${token({ sub: 'wanderlust' })}.c2lnbmF0dXJlLW9mLWl0`, 'wanderlust'],
  key: [['sk', 'live', '9aK2mZq7Lw4Xy8Rb3Tn6Vd1P'].join('_'), '9ak2mzq7lw4'],
  login: ['https://greta:hushhush77@files.example.org/x', 'hushhush'],
  place: ['48.137431, 11.575492', '48.137431'],
  dni: ['DNI 12345678Z', '12345678z'],
} as const
type Secret = keyof typeof SECRETS
const NAMES = Object.keys(SECRETS) as Secret[]
/** By kind of secret, what is looked for, digits without what stands between them. */
const NEEDLES: readonly string[] = NAMES.map((name) => SECRETS[name][1])
const VALUES = Object.fromEntries(NAMES.map((name) => [name, SECRETS[name][0]])) as Record<Secret, string>
/** What only its name tells. */
const NAMED = {
  first_name: 'Thistledown',
  birthdate: '1987-03-14',
  password: 'sesamstreet9',
  street: 'Larkspurlane 7',
}
const NAMED_NEEDLES = ['thistledown', '1987-03', 'sesamstreet', 'larkspur']
const ALL = [...NEEDLES, ...NAMED_NEEDLES]

let shop: Shop
shopForEach((opened) => {
  shop = opened
})

test('the search finds what is packed several times over', () => {
  const hidden = encodeURIComponent(encodeURIComponent(JSON.stringify({ a: `x "${VALUES.mail}"` })))
  for (const form of [hidden, base64(hidden), gzipSync(base64(hidden)).toString('base64')])
    expect(found(everyForm(form))).toEqual(['quillfeather'])
})

describe.each(engines)('planted secrets in $name', (engine) => {
  it.for(['flush', 'page end'])('leave neither in props nor in texts, by %s', async (way, context) => {
    shop.serve('/')
    shop.serve('/next')
    const tab = await open(context, engine, `${shop.url}/`)
    await tab.evaluate(() => void window.askfirst.optIn())
    await shop.stored(1)
    await tab.evaluate(plant, VALUES, NAMED, way === 'page end' ? '/next' : '')
    if (way === 'flush') await tab.evaluate(() => window.askfirst.flush())
    const events = await shop.stored(7)
    expect(events.filter(({ name }) => name === 'planted').map(({ props }) => props['harmless'])).toEqual(
      ['alone', 'nested', 'keys', 'numbers', 'links', 'texts'].map((place) => `camomile-${place}`),
    )
    const wire = sent()
    for (const place of ['sentence', 'deep', 'listed', 'json', 'key', 'link', 'error', 'text'])
      expect(wire).toContain(`camomile-${place}`)
    expect(found(wire)).toEqual([])
  })

  it('leave neither in address, title nor referrer, nor by forms', async (context) => {
    const [mail, phone, card] = [VALUES.mail, VALUES.phone, VALUES.card].map(encodeURIComponent)
    const from = `/camomile-from/${mail}?email=${mail}&card=${card}`
    const to = [
      `/camomile-path/${mail};phone=${phone}/${encodeURIComponent(mail!)}`,
      `?utm_source=camomile-source&mail=${mail}&q=${encodeURIComponent(phone!)}&b=${base64(VALUES.mail)}`,
      `&${Object.values(VALUES)
        .map((value, n) => `p${n}=${encodeURIComponent(value)}`)
        .join('&')}`,
      `#/camomile-hash/${mail}?token=${VALUES.key}`,
    ]
    const path = new URL(`${shop.url}${to.join('')}`).pathname
    const head = `<script>document.title = 'Camomile-title of ${VALUES.mail}, ${VALUES.phone}'</script>`
    const form =
      '<form action="/done" method="post"><input name="email"><input name="q"><button>Go</button></form>'
    for (const page of [from.split('?')[0]!, path]) shop.serve(page, { head, body: form })
    shop.serve('/done')
    const tab = await open(context, engine, `${shop.url}${from}`)
    await tab.evaluate(() => void window.askfirst.optIn())
    await shop.stored(1)
    await tab.evaluate((target: string) => location.assign(target), to.join(''))
    await shop.stored(2)
    await loaded(tab)
    await tab.evaluate(
      (value: string, where: string) => {
        for (const input of document.querySelectorAll('input')) {
          input.value = value
          for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }))
        }
        history.pushState(null, '', `/camomile-app/${where}?person=${where}`)
      },
      VALUES.mail,
      mail!,
    )
    await shop.stored(3)
    await tab.evaluate(() => document.querySelector('form')!.requestSubmit())
    expect(await shop.stored(4)).toHaveLength(4)
    const wire = sent()
    for (const place of ['from', 'path', 'source', 'title', 'app'])
      expect(wire).toContain(`camomile-${place}`)
    expect(found(wire)).toEqual([])
  })
})

async function open(context: TestContext, engine: Engine, url: string): Promise<Tab> {
  return loaded(await (await openBrowser(context, engine)).newTab(url))
}

/** All that was sent to the collector, headers included, in every form that it can be read in. */
function sent(): string {
  const posts = shop.requests.filter(({ method, path }) => method === 'POST' && path.startsWith('/v1/'))
  return posts
    .map(({ path, body, headers }) => everyForm(`${path}\n${body}\n${JSON.stringify(headers)}`))
    .join('\n')
}

function found(wire: string): string[] {
  const digits = wire.replace(/(?<=\d)[ .-](?=\d)/g, '')
  return ALL.filter((needle) => wire.includes(needle) || (/^\d+$/.test(needle) && digits.includes(needle)))
}

/** For pages: six events, with secrets where sites put them; then goes on to the next page, where one is named. */
function plant(secrets: Record<string, string>, named: Record<string, string>, next: string): void {
  const { askfirst } = window
  const values = Object.values(secrets)
  const all = values.join(' ; ')
  askfirst.track('planted', {
    harmless: 'camomile-alone',
    ...secrets,
    said: `camomile-sentence: ask ${secrets['mail']} or call ${secrets['phone']}`,
  })
  askfirst.track('planted', {
    harmless: 'camomile-nested',
    order: { note: 'camomile-deep', buyer: { ...named, contacts: values } },
    list: ['camomile-listed', ...values, [all]],
    packed: JSON.stringify({ note: 'camomile-json', who: named, values }),
  } as never)
  askfirst.track('planted', {
    harmless: 'camomile-keys',
    ...Object.fromEntries(values.map((value, n) => [value, n])),
    by: { 'camomile-key': 1, [secrets['mail']!]: 'x' },
  } as never)
  askfirst.track('planted', {
    harmless: 'camomile-numbers',
    number: 4539148803436467,
    lat: 48.137431,
    lng: 11.575492,
    stand: [48.137431, 11.575492],
  } as never)
  const link = document.createElement('a')
  link.href = `/camomile-link/${encodeURIComponent(secrets['mail']!)}?to=${encodeURIComponent(secrets['mail']!)}#${secrets['mail']}`
  link.textContent = `camomile-text of ${all}`
  document.body.append(link)
  link.addEventListener('click', (event) => event.preventDefault())
  link.click()
  askfirst.track('planted', {
    harmless: 'camomile-links',
    href: link.href,
    label: link.textContent,
    login: secrets['login']!,
  })
  let message = ''
  try {
    throw new TypeError(`camomile-error: no account of ${all}`)
  } catch (error) {
    message = `${error}`
    setTimeout(() => {
      throw error
    })
  }
  askfirst.track('planted', {
    harmless: 'camomile-texts',
    message,
    twice: encodeURIComponent(encodeURIComponent(all)),
    packed: btoa(all),
  })
  if (next) location.assign(next)
}
