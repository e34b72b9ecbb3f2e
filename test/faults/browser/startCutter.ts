import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { forward } from '../../support/siteReply.ts'

/** A way to a collector that breaks connections. */
export interface Cutter {
  /** `http://127.0.0.1:port`, without a slash at the end */
  url: string
  /** how many requests it has cut so far */
  cuts(): number
  stop(): Promise<void>
}

/**
 * Starts it: the first `count` requests are cut at the first piece of their body, whose end is not read, and the
 * others forwarded to `target`.
 */
export async function startCutter(target: string, count: number): Promise<Cutter> {
  let cuts = 0
  const server = createServer(async (request, response) => {
    if (cuts < count) {
      cuts++
      request.once('data', () => request.socket.resetAndDestroy())
      return
    }
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const { method = '', url = '', headers } = request
    const reply = await forward({ method, path: url, headers, raw: Buffer.concat(parts) }, target)
    response.writeHead(reply.status, reply.headers).end(reply.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: () => cuts,
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
