import { type WebhookBody, webhook } from '@askfirst/formats/webhook'
import { describe, expect, test } from 'vitest'
import { batch, chunk, event, keepsContract } from './contract.ts'
import { sendThrough } from './fakes/serveA.ts'
import { fakeWebhook } from './fakes/webhook.ts'

const URL = 'https://in.example/events'
const eventsOf = (body: string): WebhookBody['events'] => (JSON.parse(body) as WebhookBody).events

keepsContract({
  name: 'webhook',
  make: () => webhook({ url: URL }),
  read: ({ body }) => eventsOf(body).map(({ name, id, time }) => ({ name, id, at: Date.parse(time) })),
  page: 'page',
  consent: ({ body }) => eventsOf(body).map(({ purpose }) => purpose),
  consented: ['measurement'],
  answers: { 200: 'accepted', 202: 'accepted', 204: 'accepted' },
  accepted: { status: 204, retryAfter: null, body: '' },
  replies: [['any body', { status: 201, body: '<html>thanks' }, { kind: 'accepted' }]],
})

describe('webhook', () => {
  test('says all that is known of an event', () => {
    const given = batch(chunk([event('signup', { plan: 'pro' }, 250)]))
    expect(JSON.parse(webhook({ url: '/in' }).encode(given, { pageEnd: true })!.body)).toEqual({
      site: 'shop.example',
      sentAt: '2026-06-15T12:00:00.000Z',
      events: [
        {
          id: '00010203-0405-8607-8809-0a0b0c0d0e0a',
          stream: '2026-06-15.AAECAwQFBgcICQoLDA0ODw',
          seq: 4,
          purpose: 'measurement',
          name: 'signup',
          time: '2026-06-15T11:59:00.250Z',
          props: { plan: 'pro' },
        },
      ],
    })
  })

  test.each([{ contentType: 'application/json' as const }, { headers: { 'x-site': 'a' } }])(
    'what needs a preflight waits for the next page: %o',
    (options) => {
      const format = webhook({ url: URL, ...options })
      const given = batch(chunk([event('signup')]))
      expect(format.encode(given, { pageEnd: true })).toBeUndefined()
      expect(format.encode(given, { pageEnd: false })!.headers).toEqual({
        'content-type': options.contentType ?? 'text/plain',
        ...options.headers,
      })
    },
  )

  test.each([
    [{ url: '' }, 'url must be'],
    [{ url: '//in.example' }, 'url must be'],
    [{ url: '/\\in.example' }, 'url must be'],
    [{ url: 'in.example/a' }, 'url must be'],
    [{ url: 'ftp://in.example' }, 'url must be'],
    [{ url: 'https://me:pass@in.example' }, 'url must be'],
    [{ url: 'https://in.example/#a' }, 'url must be'],
    [{ url: 7 }, 'url must be'],
    [undefined, 'url must be'],
    [{ url: '/in', contentType: 'text/xml' }, 'contentType must be'],
    [{ url: '/in', headers: { 'a b': 'c' } }, "can't hold a b"],
    [{ url: '/in', headers: { a: 7 } }, "can't hold a"],
    [{ url: '/in', headers: { 'Content-Type': 'text/css' } }, "can't hold Content-Type"],
  ])('throws when configured wrong: %o', (options, fix) => {
    expect(() => webhook(options as never)).toThrow(
      expect.objectContaining({ code: 'format', message: expect.stringContaining(fix) }),
    )
  })

  test('through a server: what it lost is sent again, what it has is stored once', async () => {
    const fake = await fakeWebhook()
    const format = webhook({ url: `${fake.url}/events?tenant=1`, headers: { 'x-site': 'a' } })
    const lines = [event('signup', { note: 'naïve \ud800' }), event('page', { url: 'https://shop.example/' })]
    fake.next = [
      { status: 503, loses: true, headers: { 'retry-after': '7' } },
      { status: 504, body: 'gateway' },
    ]
    expect(await sendThrough(format, lines)).toEqual({ kind: 'retry', after: 7_000 })
    expect(fake.stored.size).toBe(0)
    expect(await sendThrough(format, lines)).toEqual({ kind: 'retry', after: undefined })
    expect(await sendThrough(format, lines)).toEqual({ kind: 'accepted' })
    expect([...fake.stored.values()].map(({ name }) => name)).toEqual(['signup', 'page'])
    expect(fake.headers[2]).toMatchObject({ 'x-site': 'a', 'content-type': 'text/plain' })
  })
})
