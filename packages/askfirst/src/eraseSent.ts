import type { EraseReport } from '@askfirst/consent'
import { nativeErase } from '@askfirst/formats'
import type { Stream } from './chunk.ts'
import { ownStreams } from './ownStreams.ts'
import type { Parts } from './parts.ts'
import type { Spares } from './purgeRows.ts'

const ERASE_MS = 20_000

/**
 * Deletes what waits on the device and asks the collectors to erase what was sent, named by the streams' secrets.
 * Secrets go once their collector has confirmed it, so that a failed request can be made again.
 */
export async function eraseSent(parts: Parts): Promise<EraseReport> {
  const { consent, queue, chunker, counts } = parts
  const purposes = [...chunker.lanes.keys()]
  const own = ownStreams(chunker.lanes)
  const denied = (): number => counts.dropped.denied ?? 0
  const before = denied()
  // Every tab's streams end here: what is captured from now on is not what the collector is asked to erase.
  if (purposes.length) consent.renew()
  // What was not yet in the queue has ended with its stream.
  const unwritten = denied() - before
  const noes = purposes.map(consent.lastNo)
  // A no that comes meanwhile deletes the secrets, and nothing is asked for after it.
  const standing = (): boolean => purposes.every((purpose, i) => consent.lastNo(purpose) === noes[i])
  let removed = 0
  const read = async (): Promise<Stream[]> => {
    const rows = await queue.streams()
    removed = await queue.purge(purposes, 'ckt')
    return [...rows, ...own]
  }
  return { ...(await eraseStreams(parts, purposes, read(), standing)), removed: unwritten + removed }
}

/**
 * Has the collectors erase what was sent for the purposes that a choice denies.
 *
 * @param named what names it, as of the choice
 */
export async function eraseDenied(
  parts: Parts,
  decisions: Readonly<Record<string, unknown>>,
  named: NonNullable<Parts['erasing']>,
): Promise<EraseReport['collector']> {
  const denied = Object.keys(decisions).filter((purpose) => decisions[purpose] === 'denied')
  return (await eraseStreams(parts, denied, named)).collector
}

/**
 * Asks the destinations to erase what was sent for the purposes.
 *
 * @param named streams of whatever purpose; undefined, or a rejection, where they can't be read
 * @param standing asked right before each request
 */
async function eraseStreams(
  parts: Parts,
  purposes: readonly string[],
  named: NonNullable<Parts['erasing']>,
  standing: () => boolean = () => true,
): Promise<EraseReport> {
  const { consent, queue } = parts
  const rows = await named.catch(() => undefined)
  const streams = (rows ?? []).flatMap((row) => (row && purposes.includes(row.purpose) ? row : []))
  const report = (collector: EraseReport['collector']): EraseReport => ({
    removed: 0,
    streams: new Set(streams.map(({ secret }) => secret)).size,
    collector,
  })
  // A no that came meanwhile deletes everything by itself; the collector was not asked.
  if (!rows && purposes.length) return report('failed')
  if (!streams.length) return report('nothing-sent')
  const answers = await Promise.all(
    // What is nobody's any more was sent to a destination that the site has taken out.
    [...parts.routes, undefined].map(async (route) => {
      const its = streams.filter((stream) => parts.routes.find(({ owns }) => owns(stream)) === route)
      return { its, answer: its.length ? await askFor(parts, route, its, standing) : undefined }
    }),
  )
  const worst = (['failed', 'unsupported'] as const).find((word) =>
    answers.some(({ answer }) => answer === word),
  )
  const ids = answers.flatMap(({ its, answer }) => (answer === 'erased' ? its.map(({ id }) => id) : []))
  // With the secrets go the keys under which they stood; what came after the choice has others.
  const gone = ({ id, purpose, decision }: Parameters<Spares>[0] & { id: string }): boolean =>
    ids.includes(id) || (!worst && purposes.includes(purpose) && decision <= consent.lastNo(purpose))
  if (ids.length) await queue.forget(gone).catch(() => undefined)
  return report(worst ?? 'erased')
}

/** Asks one destination to erase what it knows under the streams' names. */
async function askFor(
  { env, settings, site }: Parts,
  route: Parts['routes'][number] | undefined,
  streams: readonly Stream[],
  standing: () => boolean,
): Promise<'erased' | 'unsupported' | 'failed'> {
  const format = route?.format
  const own = settings.format || settings.destinations
  const erase = own ? format?.erase?.bind(format) : format && nativeErase(settings.endpoint)
  // What a failed request has left may stand in the store too.
  const secrets = new Map(streams.map(({ day, secret }) => [secret, { day, secret }]))
  const request = env.subtle && erase?.(site, [...secrets.values()])
  if (!request) return 'unsupported'
  if (!standing()) return 'failed'
  const controller = new AbortController()
  const stop = env.timer(() => controller.abort(), ERASE_MS)
  const reply = await env.send(request, request.body, controller.signal, false).catch(() => null)
  stop()
  return reply?.status === 200 && isAnswer(reply.body) ? 'erased' : 'failed'
}

/** A network's sign-in page answers 200 too, and has erased nothing. */
function isAnswer(body: string): boolean {
  try {
    return !body || !!JSON.parse(body)
  } catch {
    return false
  }
}
