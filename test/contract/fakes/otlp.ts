import { createRequire } from 'node:module'
import { type Reply, type Served, serve } from './serveC.ts'

/** What the fake looks at of a log record. */
export interface LogRecord {
  eventName?: string
  timeUnixNano: string
  body?: unknown
  attributes: { key: string; value: { stringValue?: string } }[]
}

interface Message {
  fromObject(json: unknown): Message
  verify(message: Message): string | null
  toObject(message: Message, options: { longs: typeof String; json: boolean }): unknown
}

/** OpenTelemetry's own compiled protobuf definitions, as its exporter ships them. */
function logsRequest(): Message {
  const exporter = createRequire(
    createRequire(import.meta.url).resolve('@opentelemetry/exporter-logs-otlp-http'),
  )
  const transformer = exporter.resolve('@opentelemetry/otlp-transformer')
  const root = createRequire(transformer)('./generated/root.js') as {
    opentelemetry: { proto: { collector: { logs: { v1: { ExportLogsServiceRequest: Message } } } } }
  }
  return root.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest
}

const ExportLogsServiceRequest = logsRequest()

/** The JSON as the protobuf definitions understand it; members that they do not know are gone. */
export function throughProtobuf(json: unknown): unknown {
  const message = ExportLogsServiceRequest.fromObject(json)
  const fault = ExportLogsServiceRequest.verify(message)
  if (fault) throw new Error(fault)
  return ExportLogsServiceRequest.toObject(message, { longs: String, json: true })
}

/** A collector of OTLP/HTTP logs in JSON (OpenTelemetry protocol specification, OTLP/HTTP). */
export interface FakeOtlp extends Served {
  records: LogRecord[]
}

/**
 * It rejects records without a name in part, refuses a body that its protobuf definitions refuse, and knows no
 * repetition.
 */
export async function fakeOtlp(): Promise<FakeOtlp> {
  const records: LogRecord[] = []
  const served = await serve(({ method, path, headers, body }): Reply => {
    const json = { 'content-type': 'application/json' }
    if (path !== '/v1/logs') return { status: 404 }
    if (method !== 'POST') return { status: 405 }
    if (!/^application\/json\b/.test(headers['content-type'] ?? '')) return { status: 415 }
    if (Buffer.byteLength(body) > 64 * 1024 * 1024) return { status: 413 }
    let found: LogRecord[]
    try {
      const request = throughProtobuf(JSON.parse(body)) as {
        resourceLogs?: { scopeLogs?: { logRecords?: LogRecord[] }[] }[]
      }
      found = (request.resourceLogs ?? [])
        .flatMap(({ scopeLogs = [] }) => scopeLogs)
        .flatMap(({ logRecords = [] }) => logRecords)
    } catch (error) {
      return { status: 400, headers: json, body: JSON.stringify({ code: 3, message: String(error) }) }
    }
    const good = found.filter((record) => record.eventName || record.body)
    records.push(...good)
    const rejectedLogRecords = String(found.length - good.length)
    const partialSuccess = { rejectedLogRecords, errorMessage: 'a record holds nothing' }
    return {
      status: 200,
      headers: json,
      body: JSON.stringify(good.length < found.length ? { partialSuccess } : {}),
    }
  })
  return Object.assign(served, { records })
}
