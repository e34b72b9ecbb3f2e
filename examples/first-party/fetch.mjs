import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { collector, page, port, running } from './site.mjs'

/** For whatever server takes a handler of the Fetch standard. */
export function handler(request) {
  const { pathname } = new URL(request.url)
  if (pathname.startsWith('/v1/')) return collector.fetch(request)
  return new Response(page, { headers: { 'content-type': 'text/html' } })
}

// Node's own server speaks another language: this one translates.
const server = createServer(getRequestListener(handler))
server.listen(port, '127.0.0.1', () => running(() => server.close()))
