import type { EraseReport } from '@askfirst/consent'
import { type Format, nativeErase } from '@askfirst/formats'
import type { Stream } from './chunk.ts'
import type { Core } from './core.ts'

const ERASE_MS = 20_000

/**
 * Deletes what waits on the device and asks the collector to erase what was sent, named by the streams' secrets.
 * The secrets go once the collector has confirmed it, so that a failed request can be made again.
 */
export async function eraseSent(core: Core): Promise<EraseReport> {
  const { consent, queue, chunker } = core
  const purposes = [...chunker.lanes.keys()]
  // Every tab's streams end here: what is captured from now on is not what the collector is asked to erase.
  if (purposes.length) consent.renew()
  const noes = purposes.map(consent.lastNo)
  // A no that comes meanwhile deletes the secrets, and nothing is asked for after it.
  const standing = (): boolean => purposes.every((purpose, i) => consent.lastNo(purpose) === noes[i])
  return eraseStreams(core, purposes, () => queue.purge(purposes, 'ck'), standing)
}

/** Asks the collector to erase what was sent for what is denied; what names it goes then, unless that has failed. */
export async function eraseDenied(
  core: Core,
  decisions: Readonly<Record<string, unknown>>,
): Promise<EraseReport['collector']> {
  const denied = Object.keys(decisions).filter((purpose) => decisions[purpose] === 'denied')
  const { collector } = await eraseStreams(core, denied)
  core.erasing = false
  // A failed request can be made again as long as this page is there; the next one deletes what is left.
  if (collector !== 'failed')
    await core.queue.purge(denied, 'cks', !core.consent.someGranted()).catch(() => undefined)
  return collector
}

/**
 * Asks the collector to erase what was sent for the purposes.
 *
 * @param purge deletes what waits on the device, and tells how many events that were
 * @param standing asked right before the request
 */
async function eraseStreams(
  { env, queue, settings, site }: Core,
  purposes: readonly string[],
  purge: () => Promise<number> = async () => 0,
  standing: () => boolean = () => true,
): Promise<EraseReport> {
  let events = 0
  let streams: Stream[] = []
  try {
    const rows = (await queue.run('readonly', ({ all }) => all('s'))) as Stream[]
    events = await purge()
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
  if (!standing()) return report('failed')
  const controller = new AbortController()
  const stop = env.timer(() => controller.abort(), ERASE_MS)
  const reply = await env.send(request, request.body, controller.signal, false).catch(() => null)
  stop()
  if (reply?.status !== 200) return report('failed')
  await queue.forget(({ secret }) => named.some((stream) => stream.secret === secret)).catch(() => undefined)
  return report('erased')
}
