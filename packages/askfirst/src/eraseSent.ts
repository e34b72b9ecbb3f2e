import type { EraseReport } from './client.ts'
import type { Route } from './route.ts'
import { send } from './sender.ts'

const ERASE_MS = 20_000

/**
 * Deletes what waits on the device and asks the collector to erase what was sent, named by the streams' secrets.
 * The secrets go once the collector has confirmed it, so that a failed request can be made again.
 */
export async function eraseSent(
  { env, queue, format, site }: Route,
  purposes: readonly string[],
): Promise<EraseReport> {
  const { events: removed, streams } = await queue.clear(purposes)
  if (!streams.length) return { removed, streams: 0, collector: 'nothing-sent' }
  const report = { removed, streams: streams.length }
  if (!format.erase || !env.subtle) return { ...report, collector: 'unsupported' }
  const request = format.erase(
    site,
    streams.map(({ day, secret }) => ({ day, secret })),
  )
  const controller = new AbortController()
  const stop = env.timer(() => controller.abort(), ERASE_MS)
  const reply = await send(env, request, controller.signal, () => true)
  stop()
  if (reply?.status !== 200) return { ...report, collector: 'failed' }
  await queue.change({ forget: streams })
  return { ...report, collector: 'erased' }
}
