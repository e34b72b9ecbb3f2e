import type { Batch, Format, Outcome, WireChunk, WireRequest, WireResponse } from '@askfirst/formats'
import { describe, expect, test } from 'vitest'

const NOW = Date.UTC(2026, 5, 15, 12)
const DAY = '2026-06-15'
const SIMPLE = /^(text\/plain|application\/x-www-form-urlencoded)(;|$)/
const LAST_BYTES = 60_000
/** A lone surrogate, and what is not of the basic plane. */
const ODD = 'naïve 日本 👩🏽‍🚀 \ud800 "quoted" \\ & = % +'

/** What a format and its collector promise; every format is held against the same cases. */
export interface Contract {
  name: string
  /** the format with the options that it needs, for an endpoint of its own */
  make(): Format
  /** The events in a request's body, as the collector would read them: name, its id where it has one, and its time in ms. */
  read(request: WireRequest): { name: string; id?: string | undefined; at?: number | undefined }[]
  /** the collector's word for a page view, in the place of `page` */
  page: string
  /** What the body of a request says of consent; undefined where the collector has no place for it. */
  consent?(request: WireRequest): unknown
  consented?: unknown
  /** outcome by status, where it is another than by `USUAL` */
  answers: Readonly<Record<number, Outcome['kind']>>
  /** a reply that says that all was taken */
  accepted: WireResponse
  /** further replies of the collector's own, quirks included */
  replies: readonly (readonly [what: string, reply: Partial<WireResponse>, outcome: Outcome])[]
  /** What tells the collector not to take an address that it would take otherwise; it may name one in saying so. */
  suppresses?: RegExp
}

/** Names of members and parameters that would tell who somebody is. */
const TELLING = /"(\$?ip|user_?agent|ua|ip_address|cip|uadata)"|[?&](cip|ua|uadata)=|gclid|fbclid/i

const USUAL: Readonly<Record<number, Outcome['kind']>> = {
  0: 'retry',
  301: 'retry',
  400: 'drop',
  401: 'stop',
  403: 'stop',
  404: 'stop',
  410: 'stop',
  413: 'split',
  415: 'retry',
  429: 'retry',
  500: 'retry',
  502: 'retry',
  503: 'retry',
  504: 'retry',
}

export function event(name: string, props: Record<string, unknown> = {}, at = 0): string {
  return JSON.stringify({ name, at, props })
}

export function chunk(lines: readonly string[], changed: Partial<WireChunk> = {}): WireChunk {
  return {
    stream: `${DAY}.AAECAwQFBgcICQoLDA0ODw`,
    purpose: 'measurement',
    seq: 4,
    count: lines.length,
    at: NOW - 60_000,
    lines: lines.join('\n'),
    ...changed,
  }
}

export function batch(...chunks: WireChunk[]): Batch {
  return { site: 'shop.example', sentAt: NOW, chunks }
}

/** Runs every case that all formats must pass. */
export function keepsContract(contract: Contract): void {
  const { name, make, read, page } = contract
  const format = make()
  const encode = (given: Batch, pageEnd = false): WireRequest => {
    const request = format.encode(given, { pageEnd })
    if (!request) throw new Error(`${name} makes no request`)
    return request
  }
  const few = format.limits.events < 3 ? 1 : 3
  const view = { url: 'https://shop.example/a?utm_source=x', title: ODD, referrer: 'https://news.example/' }

  describe(name, () => {
    test('one event, with name and time', () => {
      const [only, ...more] = read(encode(batch(chunk([event('signup', { plan: 'pro', n: 3 }, 250)]))))
      expect(more).toEqual([])
      expect(only!.name).toBe('signup')
      if (only!.at !== undefined) expect(Math.abs(only!.at - (NOW - 59_750))).toBeLessThan(1_000)
    })

    test('as many as fit, in order, of several streams', () => {
      const other = chunk([event('page', view)], { stream: `${DAY}.__79_Pv6-fj39vX08_Lx8A`, seq: 0 })
      if (few === 1) {
        expect(read(encode(batch(other))).map((one) => one.name)).toEqual([page])
        return
      }
      const names = read(encode(batch(chunk([event('one'), event('two')]), other))).map((one) => one.name)
      expect(names).toEqual(['one', 'two', page])
    })

    test('what holds no event is not sent, unless the collector has a place for it', () => {
      const request = format.encode(batch(chunk([], { end: 4 })), { pageEnd: true })
      if (request) expect(read(request)).toEqual([])
      expect(format.encode(batch(), { pageEnd: false })?.body ?? '').not.toContain('null')
    })

    test('any text, lone surrogates too', () => {
      const request = encode(batch(chunk([event('page', { ...view, said: ODD })])))
      expect(Buffer.from(request.body).toString()).toBe(request.body)
      expect(read(request)).toHaveLength(1)
    })

    test('the same ids on every retry, others for other events and other destinations', () => {
      const lines = Array.from({ length: few }, () => event('signup'))
      const ids = (sentAt: number, stream?: string): (string | undefined)[] =>
        read(encode({ ...batch(chunk(lines, stream ? { stream } : {})), sentAt })).map(({ id }) => id)
      const first = ids(NOW)
      expect(ids(NOW + 9_000)).toEqual(first)
      if (format.dedupe === 'none') return
      expect(new Set(first).size).toBe(few)
      expect(first.every(Boolean)).toBe(true)
      expect(ids(NOW, `${DAY}.__79_Pv6-fj39vX08_Lx8A`).filter((id) => first.includes(id))).toEqual([])
    })

    test('nothing that tells who somebody is, unless asked', () => {
      for (const pageEnd of [false, true]) {
        const request = format.encode(batch(chunk([event('page', view)])), { pageEnd })
        const said = `${request?.url}\n${request?.body ?? ''}`
        if (request && contract.suppresses) expect(said).toMatch(contract.suppresses)
        expect(contract.suppresses ? said.replace(contract.suppresses, '') : said).not.toMatch(TELLING)
      }
    })

    test("at the page's end nothing that needs a preflight, and what was small stays small", () => {
      const request = format.encode(batch(chunk(Array.from({ length: few }, () => event('page', view)))), {
        pageEnd: true,
      })
      if (!request) return
      const headers = Object.entries(request.headers).map(([key, value]) => [key.toLowerCase(), value])
      expect(headers.map(([key]) => key)).toEqual(['content-type'])
      expect(headers[0]![1]).toMatch(SIMPLE)
      expect(Buffer.byteLength(request.body)).toBeLessThan(LAST_BYTES)
    })

    readsAnswers(contract, format)
  })
}

/** What it says of consent, and what each answer of a collector's comes to. */
function readsAnswers(contract: Contract, format: Format): void {
  const { answers, accepted, replies } = contract
  test('what the visitor has agreed to, where the collector has a place for it', () => {
    if (!contract.consent) return
    const request = format.encode(batch(chunk([event('signup')])), { pageEnd: false })
    expect(contract.consent(request!)).toEqual(contract.consented)
  })

  test('its word for acceptance', () => {
    expect(format.read(accepted, NOW)).toEqual({ kind: 'accepted' })
  })

  test.each(Object.entries({ ...USUAL, ...answers }))('status %s', (status, kind) => {
    expect(format.read({ status: Number(status), retryAfter: null, body: '' }, NOW).kind).toBe(kind)
  })

  test.each([
    ['7', 7_000],
    ['Mon, 15 Jun 2026 12:00:30 GMT', 30_000],
    [null, undefined],
  ])('503 with Retry-After %s', (retryAfter, after) => {
    expect(format.read({ status: 503, retryAfter, body: '' }, NOW)).toEqual({ kind: 'retry', after })
  })

  test.each(replies.map((reply) => [...reply] as const))('%s', (_, reply, outcome) => {
    expect(format.read({ status: 200, retryAfter: null, body: '', ...reply }, NOW)).toEqual(outcome)
  })
}
