import { connect, createServer } from 'node:net'
import {
  boolean,
  compilePlan,
  date,
  definePlan,
  event,
  geo,
  list,
  number,
  oneOf,
  type Plan,
  string,
  text,
  url,
} from '@askfirst/plan'
import { describe, expect, it, type TestContext } from 'vitest'
import { type Engine, engines, type Tab } from '../support/browsers.ts'
import { loaded, openBrowser, type Shop, shopForEach } from './pages.ts'
import { readQueue } from './readQueue.ts'

declare global {
  interface Window {
    /** what the page's console was warned of */
    warned: string[]
  }
}

const TERMS = { why: 'To see what sells.', retention: '90d' } as const

const order = definePlan({
  events: {
    order: event({
      ...TERMS,
      props: {
        tier: oneOf('free', 'pro'),
        sku: string().pattern('[a-z]+-[0-9]+'),
        age: number().generalize([18, 35, 65]),
        weight: number(),
        size: text().generalize([1, 20]),
        phone: string().mask({ end: 2 }),
        born: date().generalize('year'),
        from: url().generalize(['/shop/:item']),
        near: geo().generalize({ decimals: 0 }),
        land: geo().generalize('country'),
        tags: list(oneOf('tea', 'mate')),
        gift: boolean(),
        remark: text(),
        account: string().hash(),
        mail: string().hash({ rotate: '30d' }),
        card: string().tokenize(),
        note: string().drop(),
        allergy: oneOf('nuts', 'none').hash().category('health').purpose('care'),
        sugar: number().generalize([5, 7]).category('health').purpose('care'),
      },
    }),
  },
})

const clinic = definePlan({
  preset: 'health',
  events: { booked: event({ ...TERMS, props: { kind: oneOf('first', 'next') } }) },
})

/** No detector knows any of them by its shape: only the plan keeps them from leaving. */
const SECRETS = Array.from({ length: 40 }, (_, number) => `Quillfeather${number}x`)

let shop: Shop
shopForEach((opened) => {
  shop = opened
})

describe.each(engines)('the tracking plan in $name', (engine) => {
  it('lets nothing leave that was planted where it declares nothing, or something else', async (context) => {
    serve('/', order)
    const tab = await open(context, engine, `${shop.url}/`)
    await tab.evaluate(plant, SECRETS)
    await tab.evaluate((secrets: string[]) => {
      const [account, mail, card, note, phone, from] = secrets
      const seen = encodeURIComponent('seen “as it is”')
      window.askfirst.track('order', {
        tier: 'pro',
        sku: 'tea-7',
        age: 37,
        weight: 2.5,
        size: 'quite long',
        phone,
        born: '1990-05-17',
        from: `https://shop.example/shop/${from}?by=${from}#${from}`,
        near: { lat: 48.13743, lng: 11.57549 },
        land: { country: 'DE', region: 'DE-BY' },
        tags: ['tea'],
        gift: false,
        remark: seen,
        account,
        mail,
        card,
        note,
      })
      return window.askfirst.flush()
    }, SECRETS.slice(25))
    const events = await shop.stored(4)
    expect(events.map(({ name, props }) => [name, props])).toEqual([
      ['order', {}],
      ['order', {}],
      ['order', {}],
      [
        'order',
        {
          tier: 'pro',
          sku: 'tea-7',
          age: '35-65',
          weight: 2.5,
          size: '1-20',
          phone: '*************9x',
          born: '1990',
          from: '/shop/:item',
          near: '48,12',
          land: 'DE',
          tags: ['tea'],
          gift: false,
          remark: expect.any(String),
          account: expect.stringMatching(/^[\w-]{22}$/),
          mail: expect.stringMatching(/^[\w-]{22}$/),
          card: expect.stringMatching(/^[\w-]{22}$/),
        },
      ],
    ])
    const wire = unpacked(shop)
    for (const form of ['tea-7', 'seen “as it is”']) expect(wire).toContain(form)
    expect(SECRETS.filter((secret) => wire.includes(secret))).toEqual([])

    const { scrubbed, dropped } = await tab.evaluate(() => window.askfirst.inspect())
    // 3 of the first call, 4 of the second, 12 of the third and the declared `drop`.
    expect(scrubbed).toEqual({ undeclared: 20 })
    expect(dropped).toEqual({ invalid: 2 })
  })

  it('sends a token for a value, the same until a no, and made of nothing', async (context) => {
    serve('/', order)
    const tab = await open(context, engine, `${shop.url}/`)
    const tokens: (string | undefined)[] = []
    const pay = async (card: string): Promise<void> => {
      const sku = `tea-${tokens.length}`
      await tab.evaluate(
        (...[value, which]: string[]) => {
          window.askfirst.track('order', { sku: which, card: value, account: value })
          return window.askfirst.flush()
        },
        card,
        sku,
      )
      const events = (await shop.stored(tokens.length + 1)).map(
        ({ props }) => props as Record<string, string>,
      )
      const { card: token, account } = events.find((props) => props['sku'] === sku)!
      expect(token).not.toBe(account)
      tokens.push(token)
    }
    await tab.evaluate(() => void window.askfirst.optIn())
    await pay(SECRETS[0]!)
    await pay(SECRETS[1]!)
    await tab.goto(`${shop.url}/`)
    await loaded(tab)
    await pay(SECRETS[0]!.toUpperCase())
    await tab.evaluate(() => void window.askfirst.optOut())
    await tab.evaluate(() => void window.askfirst.optIn())
    await pay(SECRETS[0]!)
    const [first, other, again, anew] = tokens
    expect([again, new Set([first, other, anew]).size]).toEqual([first, 3])
    const kept = await tab.evaluate(readQueue)
    expect(kept.keys.filter(([kind]) => kind === 't')).toHaveLength(1)
    expect([anew, SECRETS[0]].filter((text) => kept.text.includes(text!))).toEqual([])
  })

  it('sends what has a purpose of its own after a yes to it, and in a stream of its own', async (context) => {
    serve('/', order, 'data-purposes="measurement care"')
    const tab = await open(context, engine, `${shop.url}/`)
    const track = (sku: string): Promise<void> =>
      tab.evaluate((which: string) => {
        window.askfirst.track('order', { sku: which, allergy: 'nuts', sugar: 6.1 })
        return window.askfirst.flush()
      }, sku)
    await tab.evaluate(() => void window.askfirst.optIn(['measurement']))
    await track('undecided-1')
    await tab.evaluate(() => void window.askfirst.optOut(['care']))
    await track('refused-2')
    expect((await shop.stored(2)).map(({ purpose, props }) => [purpose, props])).toEqual([
      ['measurement', { sku: 'undecided-1' }],
      ['measurement', { sku: 'refused-2' }],
    ])
    expect(unpacked(shop)).not.toMatch(/allergy|sugar|5-7|care/)
    expect((await tab.evaluate(() => window.askfirst.inspect())).dropped).toEqual({ denied: 2 })

    await tab.evaluate(() => void window.askfirst.optIn(['care']))
    await track('granted-3')
    const events = await shop.stored(4)
    expect(events.filter(({ purpose }) => purpose === 'measurement').map(({ props }) => props)).toEqual(
      ['undecided-1', 'refused-2', 'granted-3'].map((sku) => ({ sku })),
    )
    const apart = events.filter(({ purpose }) => purpose === 'care')
    expect(apart.map(({ name, props }) => [name, props])).toEqual([
      ['order', { allergy: expect.stringMatching(/^[\w-]{22}$/), sugar: '5-7' }],
    ])
    const others = events.filter(({ purpose }) => purpose !== 'care').map(({ stream }) => stream)
    expect(others).not.toContain(apart[0]?.stream)
    expect(unpacked(shop)).not.toContain('nuts')
  })

  it('of health tells no address, title or referrer of a page', async (context) => {
    const [path, query, title, from, event] = SECRETS as string[]
    const head = `<script>document.title = '${title}'</script>`
    serve(`/from/${from}`, clinic, '', head)
    serve(`/clinic/${path}`, clinic, '', head)
    const tab = await open(context, engine, `${shop.url}/from/${from}`)
    await tab.evaluate(() => void window.askfirst.optIn())
    await shop.stored(1)
    await tab.evaluate((to: string) => location.assign(to), `/clinic/${path}?why=${query}#/${query}`)
    await tab.waitFor(
      () => /clinic/.test(location.pathname) && window.askfirst?.consent?.allows('measurement'),
    )
    await tab.evaluate((secret: string) => {
      window.askfirst.track('page', { url: location.href, title: document.title, path: secret })
      window.askfirst.track('booked', { kind: 'first', url: location.href, referrer: document.referrer })
      return window.askfirst.flush()
    }, event!)
    const events = await shop.stored(4)
    expect(events.map(({ name, props }) => [name, props]).sort()).toEqual([
      ['booked', { kind: 'first' }],
      ['page', {}],
      ['page', {}],
      ['page', {}],
    ])
    const wire = unpacked(shop)
    expect(SECRETS.filter((secret) => wire.includes(secret))).toEqual([])
  })

  it('tells the developer which fields do not leave, on the developer’s machine alone', async (context) => {
    serve('/', order)
    shop.inject(() => {
      window.warned = []
      console.warn = (message: string) => void window.warned.push(message)
    })
    const browser = await openBrowser(context, engine)
    const warned = async (origin: string): Promise<string[]> => {
      const tab = await loaded(await browser.newTab(`${origin}/`))
      return tab.evaluate((secret: string) => {
        for (let time = 0; time < 2; time++) {
          window.askfirst.track('order', { tier: secret, person: secret })
          window.askfirst.track('visit', { tier: secret })
        }
        return window.warned.filter((message) => /plan/.test(message))
      }, SECRETS[0]!)
    }
    expect(await warned(shop.otherUrl)).toEqual([
      '[askfirst] "order": the plan does not declare person',
      '[askfirst] "order": not what the plan declares: tier',
      '[askfirst] the plan does not declare the event "visit": it does not leave',
    ])
    expect(await warned(await elsewhere(context, shop.url))).toEqual([])
  })
})

/** Serves a page whose tag has the compiled plan in it, as an attribute of its own JSON. */
function serve(path: string, plan: Parameters<typeof compilePlan>[0], tag = '', head = ''): void {
  const options: { plan: Plan } = { plan: compilePlan(plan) }
  const json = JSON.stringify(options).replace(/&/g, '&amp;').replace(/'/g, '&#39;')
  const pageViews = plan === clinic ? '' : 'data-page-views="false"'
  shop.serve(path, { tag: `data-options='${json}' ${pageViews} ${tag}`, head })
}

async function open(context: TestContext, engine: Engine, url: string): Promise<Tab> {
  return loaded(await (await openBrowser(context, engine)).newTab(url))
}

/** All that was sent to the collector, as it came, and with percent signs and base64 resolved; gzip is by the site. */
function unpacked({ requests }: Shop): string {
  const sent = requests.filter(({ method }) => method !== 'GET')
  const texts = sent.map(({ path, body, headers }) => `${path}\n${JSON.stringify(headers)}\n${body}`)
  return texts
    .flatMap((whole) => [
      whole,
      whole.replace(/(?:%[\da-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString()),
      ...(whole.match(/[\w+/-]{8,}/g) ?? []).map((run) => Buffer.from(run, 'base64').toString()),
    ])
    .join('\n')
}

/** The same server under an address of this machine that nobody develops at. */
async function elsewhere(context: TestContext, url: string): Promise<string> {
  const server = createServer((socket) => {
    const onward = connect(Number(new URL(url).port), '127.0.0.1')
    for (const each of [socket, onward]) each.on('error', () => each.destroy())
    socket.pipe(onward).pipe(socket)
  })
  context.onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve))
  return `http://127.0.0.2:${(server.address() as { port: number }).port}`
}

/** For pages: tracks secrets in fields that the plan does not declare, in others' place, and in undeclared events. */
function plant(secrets: string[]): void {
  const next = (): string => secrets.pop()!
  const { track } = window.askfirst as { track(name: string, props: object): void }
  // One before the choice, which waits in memory; the others after it.
  track('order', { tier: next(), person: next(), nested: { deep: [{ deeper: next() }] } })
  void window.askfirst.optIn()
  // Undeclared, among them names that every object has.
  const inherited = JSON.parse(`{"__proto__":"${next()}"}`) as object
  track('order', { [next()]: 1, constructor: next(), list: [next()], ...inherited })
  // Declared as something else.
  track('order', {
    tier: { tier: next() },
    sku: `tea-7 ${next()}`,
    age: next(),
    weight: [next()],
    size: { length: 3, name: next() },
    phone: [next()],
    born: next(),
    near: { lat: next(), lng: 1 },
    land: { country: next() },
    tags: ['tea', next()],
    gift: next(),
    remark: { text: next() },
  })
  // Events that are not declared.
  track(next(), { tier: 'pro' })
  track('visit', { tier: next() })
}
