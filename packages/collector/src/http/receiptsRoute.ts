import { Hono } from 'hono'
import { readReceipt } from '../wire/readReceipt.ts'
import type { IntakeParts } from './appParts.ts'
import { readBody } from './readBody.ts'
import { Refusal } from './refusal.ts'

/**
 * `POST /v1/receipts`: the controller's own copy of a consent receipt; answers `{ accepted, duplicate }`, one of them
 * 1, once it is on disk. Only there where the operator has turned it on.
 */
export function receiptsRoute({ access, store, metrics, now }: IntakeParts): Hono {
  const route = new Hono()
  route.options('/', (c) => access.preflight(c))
  route.post('/', async (c) => {
    access.allowReading(c)
    const receivedAt = now()
    const request = await readReceipt(await readBody(c.req.raw))
    if (request === 'too_large') throw new Refusal(413, request)
    if (typeof request === 'string') throw new Refusal(400, request)
    access.enter(c, request.site)
    access.spend(request.site, 1)
    const isNew = await store.keepReceipt(receivedAt, request)
    metrics.receipts.inc({ site: request.site, result: isNew ? 'accepted' : 'duplicate' })
    return c.json({ accepted: isNew ? 1 : 0, duplicate: isNew ? 0 : 1 })
  })
  return route
}
