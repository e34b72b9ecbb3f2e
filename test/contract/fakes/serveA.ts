import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import type { Format, Outcome } from '@askfirst/formats'
import { onTestFinished } from 'vitest'
import { batch, chunk } from '../contract.ts'

/** A request as a collector's handler sees it, its body as it came. */
export interface Call {
  url: URL
  headers: IncomingHttpHeaders
  body: Buffer
}

/** What a collector answers. */
export interface Answer {
  status: number
  body?: string
  headers?: Record<string, string>
}

/** A server on the loopback interface until the test is finished. Resolves with its origin. */
export async function serve(answer: (call: Call) => Answer): Promise<string> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const url = new URL(request.url ?? '/', 'http://fake')
    const { status, body, headers } = answer({ url, headers: request.headers, body: Buffer.concat(parts) })
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The body, unpacked where it is gzip by header or by its first bytes. */
export function unpacked({ body }: Call): string {
  return (body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body).toString()
}

/** Sends some event lines through a format with the real `fetch`, as one batch. Resolves with what it makes of the answer. */
export async function sendThrough(
  format: Format,
  lines: readonly string[],
  pack: (body: string) => string | Uint8Array<ArrayBuffer> = (body) => body,
): Promise<Outcome> {
  const request = format.encode(batch(chunk(lines)), { pageEnd: false })
  if (!request) throw new Error('no request')
  const { url, method, headers, body } = request
  const response = await fetch(url, { method, headers, body: pack(body) })
  const header = (name: string): string | null => response.headers.get(name)
  return format.read(
    { status: response.status, retryAfter: header('retry-after'), body: await response.text(), header },
    Date.now(),
  )
}
