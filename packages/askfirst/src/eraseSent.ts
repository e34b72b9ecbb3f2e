import type { EraseReport } from '@askfirst/consent'
import { type Format, nativeErase } from '@askfirst/formats'
import type { Stream } from './chunk.ts'
import type { Core } from './core.ts'

const ERASE_MS = 20_000

/**
 * Deletes what waits on the device and asks the collector to erase what was sent, named by the streams' secrets.
 * The secrets go once the collector has confirmed it, so that a failed request can be made again.
 */
export async function eraseSent({
  env,
  consent,
  queue,
  settings,
  site,
  chunker: { lanes },
}: Core): Promise<EraseReport> {
  const purposes = [...lanes.keys()]
  // Every tab's streams end here: what is captured from now on is not what the collector is asked to erase.
  if (purposes.length) consent.renew()
  const noes = purposes.map(consent.lastNo)
  let events = 0
  let streams: Stream[] = []
  try {
    const rows = (await queue.run('readonly', ({ all }) => all('s'))) as Stream[]
    events = await queue.purge(purposes, 'ck')
    streams = rows.filter(({ purpose }) => purposes.includes(purpose))
  } catch {
    // A no that came meanwhile deletes everything by itself; the collector was not asked.
    return { removed: 0, streams: 0, collector: purposes.length ? 'failed' : 'nothing-sent' }
  }
  const report = (collector: EraseReport['collector']): EraseReport => ({
    removed: events,
    streams: streams.length,
    collector,
  })
  if (!streams.length) return report('nothing-sent')
  const named = streams.map(({ day, secret }) => ({ day, secret }))
  const format: Pick<Format, 'erase'> = settings.format ?? { erase: nativeErase(settings.endpoint) }
  const request = env.subtle && format.erase?.(site, named)
  if (!request) return report('unsupported')
  // Asked right before the request: a no that came meanwhile has deleted the secrets.
  if (purposes.some((purpose, i) => consent.lastNo(purpose) !== noes[i])) return report('failed')
  const controller = new AbortController()
  const stop = env.timer(() => controller.abort(), ERASE_MS)
  const reply = await env.send(request, request.body, controller.signal, false).catch(() => null)
  stop()
  if (reply?.status !== 200) return report('failed')
  await queue.forget(({ secret }) => named.some((stream) => stream.secret === secret)).catch(() => undefined)
  return report('erased')
}
