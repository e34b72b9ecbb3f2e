import type { EraseReport } from './client.ts'
import type { Route } from './route.ts'

const ERASE_MS = 20_000

/**
 * Deletes what waits on the device and asks the collector to erase what was sent, named by the streams' secrets.
 * The secrets go once the collector has confirmed it, so that a failed request can be made again.
 *
 * @param still asked right before the request: a no that came meanwhile has deleted the secrets
 */
export async function eraseSent(
  { env, queue, format, site }: Route,
  purposes: readonly string[],
  still: () => boolean,
): Promise<EraseReport> {
  const nothing = { events: 0, streams: [] }
  // A no that comes meanwhile deletes everything by itself.
  const { events, streams } = purposes.length
    ? await queue.purge(purposes, 'ckl').catch(() => nothing)
    : nothing
  const report = (collector: EraseReport['collector']): EraseReport => ({
    removed: events,
    streams: streams.length,
    collector,
  })
  if (!streams.length) return report('nothing-sent')
  const named = streams.map(({ day, secret }) => ({ day, secret }))
  const request = env.subtle && format.erase?.(site, named)
  if (!request) return report('unsupported')
  if (!still()) return report('failed')
  const controller = new AbortController()
  const stop = env.timer(() => controller.abort(), ERASE_MS)
  const reply = await env.send(request, request.body, controller.signal, false).catch(() => null)
  stop()
  if (reply?.status !== 200) return report('failed')
  await queue.change({ forget: streams }).catch(() => undefined)
  return report('erased')
}
