import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { collector, page, port, running } from './site.mjs'

const app = new Hono()
app.all('/v1/*', ({ req }) => collector.fetch(req.raw))
app.get('/', (c) => c.html(page))

const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => running(() => server.close()))
