import fastify from 'fastify'
import { collector, page, port, running } from './site.mjs'

const app = fastify()
app.register(async (scope) => {
  // The collector reads bodies itself.
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, _body, done) => done(null))
  scope.all('/v1/*', (request, reply) => {
    reply.hijack()
    collector.node(request.raw, reply.raw)
  })
})
app.get('/', (_, reply) => reply.type('text/html').send(page))

await app.listen({ port, host: '127.0.0.1' })
running(() => app.close())
