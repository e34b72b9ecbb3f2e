import { webcrypto } from 'node:crypto'
import { streamName } from '@askfirst/formats'
import { Hono } from 'hono'
import { readErase } from '../wire/readErase.ts'
import type { IntakeParts } from './appParts.ts'
import { readBody } from './readBody.ts'
import { Refusal } from './refusal.ts'

/**
 * `POST /v1/erase`: a visitor names streams by their secrets, which nobody else has; answers
 * `{ erased: <events>, streams: <streams that were known here> }`.
 */
export function eraseRoute({ access, store, metrics }: IntakeParts): Hono {
  const route = new Hono()
  route.options('/', (c) => access.preflight(c))
  route.post('/', async (c) => {
    access.allowReading(c)
    const request = readErase(await readBody(c.req.raw))
    if (request === 'too_many_streams') throw new Refusal(413, request)
    if (typeof request === 'string') throw new Refusal(400, request)
    access.enter(c, request.site)
    access.spend(request.site, request.streams.length)
    const streams = await Promise.all(
      request.streams.map(async ({ day, secret }) => {
        const name = await streamName(webcrypto.subtle, day, secret, request.destination)
        return { day, stream: name.slice(day.length + 1) }
      }),
    )
    const gone = await store.erase(request.site, streams)
    metrics.erased.inc({ site: request.site }, gone.events)
    return c.json({ erased: gone.events, streams: gone.streams })
  })
  return route
}
