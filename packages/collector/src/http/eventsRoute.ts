import type { NativeReply } from '@askfirst/formats'
import { Hono } from 'hono'
import { limits } from '../wire/limits.ts'
import { readChunks } from '../wire/readChunks.ts'
import { readHead } from '../wire/readHead.ts'
import type { IntakeParts } from './appParts.ts'
import { readBody } from './readBody.ts'
import { Refusal } from './refusal.ts'

/** `POST /v1/events`: takes a batch of the native format, answers `NativeReply` once it is on disk. */
export function eventsRoute({ access, store, metrics, now }: IntakeParts): Hono {
  const route = new Hono()
  route.options('/', (c) => access.preflight(c))
  route.post('/', async (c) => {
    access.allowReading(c)
    const receivedAt = now()
    const lines = (await readBody(c.req.raw)).split('\n')
    const head = readHead(lines[0] ?? '')
    if (typeof head === 'string') throw new Refusal(400, head)
    access.enter(c, head.site)
    if (lines.length - 1 > limits.lines) throw new Refusal(413, 'too_many_lines')
    access.spend(head.site, lines.length - 1)
    const { events, streams, rejected } = readChunks(lines.slice(1), { sentAt: head.sentAt, receivedAt })
    const { accepted, duplicate } = await store.ingest(head.site, receivedAt, { events, streams })
    metrics.events.inc({ site: head.site, result: 'accepted' }, accepted)
    metrics.events.inc({ site: head.site, result: 'duplicate' }, duplicate)
    metrics.events.inc({ site: head.site, result: 'rejected' }, rejected.length)
    for (const { code } of rejected) metrics.rejected.inc({ site: head.site, code })
    return c.json({ accepted, duplicate, rejected } satisfies NativeReply)
  })
  return route
}
