import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export interface Answer {
  status: number
  headers?: Record<string, string>
  body?: string
}

/** A collector on a port of loopback's, until `close`. */
export interface Served {
  url: string
  close(): Promise<void>
}

/** Answers every request with what `answer` makes of it, readable from any origin. */
export async function serve(answer: (request: Received) => Answer): Promise<Served> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      const made = answer({ path: request.url ?? '/', headers: request.headers, body })
      response.writeHead(made.status, { 'access-control-allow-origin': '*', ...made.headers }).end(made.body)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
