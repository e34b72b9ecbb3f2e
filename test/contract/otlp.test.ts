import { readEvents } from '@askfirst/formats'
import { otlp } from '@askfirst/formats/otlp'
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http'
import { LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { batch, chunk, event, keepsContract } from './contract.ts'
import { type FakeOtlp, fakeOtlp, type LogRecord, throughProtobuf } from './fakes/otlp.ts'
import { deliver } from './fakes/serveC.ts'

const drop = { kind: 'drop', reason: 'refused' } as const

function records(body: string): LogRecord[] {
  return JSON.parse(body).resourceLogs[0].scopeLogs[0].logRecords
}

function attribute(record: LogRecord, wanted: string): string | undefined {
  return record.attributes.find(({ key }) => key === wanted)?.value.stringValue
}

keepsContract({
  name: 'otlp',
  make: () => otlp({ endpoint: 'https://otel.example/v1/logs' }),
  read: ({ body }) =>
    records(body).map((record) => ({
      name: record.eventName ?? '',
      id: attribute(record, 'event.id'),
      at: Number(BigInt(record.timeUnixNano) / 1_000_000n),
    })),
  page: 'page',
  consent: ({ body }) => records(body).map((record) => attribute(record, 'askfirst.purpose')),
  consented: ['measurement'],
  answers: {
    200: 'accepted',
    202: 'accepted',
    204: 'accepted',
    405: 'drop',
    408: 'drop',
    415: 'drop',
    500: 'drop',
    501: 'drop',
    505: 'drop',
  },
  accepted: { status: 200, retryAfter: null, body: '{}' },
  replies: [
    [
      'a partial success, never sent again',
      { body: '{"partialSuccess":{"rejectedLogRecords":"3","errorMessage":"full"}}' },
      { kind: 'acceptedWithDrops', drops: 3 },
    ],
    [
      'a partial success that counts with a number',
      { body: '{"partialSuccess":{"rejectedLogRecords":2}}' },
      { kind: 'acceptedWithDrops', drops: 2 },
    ],
    [
      'a warning alone',
      { body: '{"partialSuccess":{"rejectedLogRecords":"0","errorMessage":"slow"}}' },
      { kind: 'accepted' },
    ],
    ['an empty partial success', { body: '{"partialSuccess":null}' }, { kind: 'accepted' }],
    ['what is no word of the collector', { body: '<html>' }, { kind: 'unknown', after: undefined }],
    ['a JSON that is no object', { body: '[]' }, { kind: 'unknown', after: undefined }],
    ['500, whatever it asks for', { status: 500, retryAfter: '7' }, drop],
    ['429 with seconds', { status: 429, retryAfter: '7' }, { kind: 'retry', after: 7_000 }],
    ['502 with seconds', { status: 502, retryAfter: '1' }, { kind: 'retry', after: 1_000 }],
  ],
})

test.each([
  [{ endpoint: '' }, /endpoint as https:/],
  [{ endpoint: 'otel.example/v1/logs' }, /endpoint as https:/],
  [{ endpoint: '//otel.example/v1/logs' }, /endpoint as https:/],
  [{ endpoint: 'https://me:word@otel.example/v1/logs' }, /endpoint as https:/],
  [{ endpoint: 'https://otel.example' }, /\/v1\/logs/],
  [{ endpoint: '/v1/logs', service: '' }, /service/],
  [{ endpoint: '/v1/logs', headers: { 'no name': 'x' } }, /headers/],
  [{ endpoint: '/v1/logs', headers: { 'Content-Type': 'text/plain' } }, /headers/],
  [{ endpoint: '/v1/logs', headers: { key: 'two\nlines' } }, /headers/],
])('%j is refused at once', (options, message) => {
  expect(() => otlp(options)).toThrow(message)
  expect(() => otlp(options)).toThrow(expect.objectContaining({ code: 'format' }))
})

test('passes on what becomes of a lost answer', () => {
  expect(otlp({ endpoint: '/v1/logs' }).onUnknown).toBeUndefined()
  expect(otlp({ endpoint: '/v1/logs', onUnknown: 'resend' }).onUnknown).toBe('resend')
})

test("sends nothing at the page's end: JSON would be asked for beforehand", () => {
  const format = otlp({ endpoint: '/v1/logs' })
  expect(format.encode(batch(chunk([event('signup')])), { pageEnd: true })).toBeUndefined()
})

describe('with the fake collector', () => {
  let fake: FakeOtlp
  beforeAll(async () => {
    fake = await fakeOtlp()
  })
  afterAll(() => fake.close())
  beforeEach(() => {
    fake.records.length = 0
    fake.received.length = 0
  })
  const make = (): ReturnType<typeof otlp> =>
    otlp({ endpoint: `${fake.origin}/v1/logs`, service: 'shop', headers: { 'x-key': 'public' } })
  const encode = (...lines: string[]) => make().encode(batch(chunk(lines)), { pageEnd: false })!

  test('OpenTelemetry reads back every member that we write', () => {
    const props = {
      text: 'naïve \ud800',
      whole: -3,
      half: 1.5,
      large: 2 ** 60,
      yes: true,
      none: null,
      list: [1, 'two', [false]],
      deep: { deeper: { n: 0 } },
    }
    const body = JSON.parse(encode(event('signup', props, 0.25)).body)
    expect(throughProtobuf(body)).toEqual(body)
    const [record] = records(JSON.stringify(body))
    expect(record!.timeUnixNano).toMatch(/^\d{13}250000$/)
    expect(JSON.stringify(record!.body)).toContain('{"key":"text","value":{"stringValue":"naïve \ufffd"}}')
    expect(JSON.stringify(record!.body)).toContain(`{"key":"large","value":{"doubleValue":${2 ** 60}}}`)
  })

  test('takes our events with our headers', async () => {
    const request = encode(
      event('signup', { plan: 'pro', none: [], nothing: {} }),
      event('page', { url: 'https://shop.example/' }),
    )
    expect(await deliver(make(), request)).toEqual({ kind: 'accepted' })
    expect(fake.records.map(({ eventName }) => eventName)).toEqual(['signup', 'page'])
    expect(fake.received[0]!.headers['x-key']).toBe('public')
    expect(JSON.parse(fake.received[0]!.body).resourceLogs[0].resource.attributes).toEqual([
      { key: 'service.name', value: { stringValue: 'shop' } },
    ])
  })

  test('rejects in part and says how many', async () => {
    const request = encode(event('signup'))
    const json = JSON.parse(request.body)
    json.resourceLogs[0].scopeLogs[0].logRecords.push({ timeUnixNano: '1', attributes: [] })
    expect(await deliver(make(), { ...request, body: JSON.stringify(json) })).toEqual({
      kind: 'acceptedWithDrops',
      drops: 1,
    })
  })

  test('refuses what is no request of OTLP, and another address', async () => {
    const request = encode(event('signup'))
    expect(await deliver(make(), { ...request, body: '{"resourceLogs":1}' })).toEqual(drop)
    expect(await deliver(make(), { ...request, url: `${fake.origin}/v2/logs` })).toMatchObject({
      kind: 'stop',
    })
  })

  test('is retried on 503, and then stores the event once, with the same id', async () => {
    fake.faults.push({ status: 503, headers: { 'retry-after': '1' } })
    const request = encode(event('signup'))
    expect(await deliver(make(), request)).toEqual({ kind: 'retry', after: 1_000 })
    expect(await deliver(make(), encode(event('signup')))).toEqual({ kind: 'accepted' })
    expect(fake.records).toHaveLength(1)
  })

  test('stores twice what is sent again after a lost answer, under one id', async () => {
    fake.faults.push('hangUp')
    await expect(deliver(make(), encode(event('signup')))).rejects.toThrow()
    expect(await deliver(make(), encode(event('signup')))).toEqual({ kind: 'accepted' })
    const ids = fake.records.map((record) => attribute(record, 'event.id'))
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  test("takes what OpenTelemetry's own exporter sends, and ours has no member that its records lack", async () => {
    const exporter = new OTLPLogExporter({ url: `${fake.origin}/v1/logs`, timeoutMillis: 2_000 })
    const provider = new LoggerProvider({ processors: [new SimpleLogRecordProcessor(exporter)] })
    const logger = provider.getLogger('theirs')
    const given = batch(chunk([event('signup', { plan: 'pro', n: 3, share: 0.5 })]))
    for (const { name, at, props } of readEvents(given))
      logger.emit({
        eventName: name,
        timestamp: new Date(at),
        severityNumber: 9,
        body: props,
        attributes: { a: 'b' },
      })
    await provider.forceFlush()
    await provider.shutdown()
    expect(fake.records.map(({ eventName }) => eventName)).toEqual(['signup'])
    const [theirs] = records(fake.received[0]!.body)
    const [ours] = records(make().encode(given, { pageEnd: false })!.body)
    expect(Object.keys(theirs!)).toEqual(expect.arrayContaining(Object.keys(ours!)))
    expect(ours!.timeUnixNano).toBe(theirs!.timeUnixNano)
    // Theirs writes an int64 as a number, ours as the protobuf JSON mapping has it, as text.
    const asText = JSON.stringify(theirs!.body).replace('"intValue":3', '"intValue":"3"')
    expect(JSON.stringify(ours!.body)).toBe(asText)
  })
})
