import express from 'express'
import { collector, page, port, running } from './site.mjs'

const app = express()
// Before anything that reads bodies: the collector reads its own.
app.use((request, response, next) => {
  if (request.path.startsWith('/v1/')) collector.node(request, response)
  else next()
})
app.use(express.text(), express.json())
app.get('/', (_, response) => response.type('html').send(page))

const server = app.listen(port, '127.0.0.1', () => running(() => server.close()))
