import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import type { Format, Outcome, WireRequest } from '@askfirst/formats'

/** A request as a fake collector sees it. */
export interface Received {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export interface Reply {
  status: number
  body?: string
  headers?: Record<string, string>
}

/** A fake on loopback. */
export interface Served {
  /** `http://127.0.0.1:PORT` */
  origin: string
  /** Replies that are given, one a request, instead of the collector's own; `hangUp` answers nothing. */
  faults: (Reply | 'hangUp')[]
  /** every request that came in, answered or not */
  received: Received[]
  close(): Promise<void>
}

/** Serves a collector; a body in gzip under its header is unpacked. */
export async function serve(answer: (request: Received) => Reply): Promise<Served> {
  const faults: Served['faults'] = []
  const received: Received[] = []
  const server = createServer(async (message, response) => {
    const parts: Buffer[] = []
    for await (const part of message) parts.push(part as Buffer)
    const packed = Buffer.concat(parts)
    const body = (message.headers['content-encoding'] === 'gzip' ? gunzipSync(packed) : packed).toString()
    const { method = '', url: path = '', headers } = message
    const request = { method, path, headers, body }
    received.push(request)
    const fault = faults.shift()
    // Stored, and the answer lost: the worst case of a dropped connection.
    const reply = fault === 'hangUp' ? answer(request) : (fault ?? answer(request))
    if (fault === 'hangUp') return message.socket.destroy()
    response.writeHead(reply.status, reply.headers).end(reply.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { origin: `http://127.0.0.1:${port}`, faults, received, close }
}

/** Sends a request as the SDK does, without following redirects, and reads the outcome. */
export async function deliver(format: Format, request: WireRequest): Promise<Outcome> {
  const { url, method, headers, body } = request
  const response = await fetch(url, { method, headers, body, redirect: 'manual' })
  return format.read(
    {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: await response.text(),
      header: (name) => response.headers.get(name),
    },
    Date.now(),
  )
}
