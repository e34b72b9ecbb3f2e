import { isOff, type PurgeReport, type Stop } from '@askfirst/consent'
import type { Capture } from './capture.ts'
import type { Core } from './core.ts'
import { hear } from './hear.ts'
import type { Outbox } from './outbox.ts'
import { purgeRows, type Spares } from './purgeRows.ts'

/** After so many ms a file that could not be loaded is asked for again. */
const RETRY_MS = 5_000

/** Waits for a grant, and has the outbox follow the record from then on. */
export interface Grant {
  follow(): void
  /** Resolves when what was withdrawn is gone, with what that has done. */
  purged(): Promise<PurgeReport>
  /** The outbox, if something was granted; rejects where it could not be loaded. */
  outbox(): Promise<Outbox> | undefined
  stop: Stop
}

/** @param load makes the outbox; rejects where its code can't be loaded */
export function awaitGrant(
  core: Core,
  { release }: Pick<Capture, 'release'>,
  load: () => Promise<Outbox>,
): Grant {
  const { env, consent, settings } = core
  let purging = Promise.resolve<PurgeReport>({ removed: 0, inFlight: 0, remaining: [] })
  /** the noes that were carried out, or that the outbox will carry out */
  let done: string | undefined
  let opening: Promise<Outbox> | undefined
  /** set while a file that could not be loaded is not asked for */
  let rest: Stop | undefined

  const open = async (): Promise<Outbox> => {
    try {
      const outbox = await load()
      core.outbox = outbox
      outbox.follow()
      return outbox
    } catch (error) {
      opening = undefined
      env.warn(`events wait in memory: ${error}`)
      rest = env.timer(again, RETRY_MS)
      throw error
    }
  }

  const end = (): void => {
    const { purposes, reason } = consent.snapshot()
    const off = consent.purposes.filter((purpose) => isOff(purposes[purpose]))
    const noes = off.map((purpose) => purpose + consent.lastNo(purpose)).join()
    // What was known when the outbox was asked for is its to carry out.
    const news = done !== noes && (done !== undefined || !consent.someGranted())
    if (reason !== 'reading-record') done = noes
    if (news && noes && settings.persist && env.subtle) purging = purge(core, off)
  }

  const follow = (): void => {
    if (env.page().prerendering) return
    if (core.outbox) core.outbox.follow()
    else {
      release()
      end()
      if (!consent.someGranted()) hear(core)
      else if (!opening && !rest) {
        opening = open()
        opening.catch(() => undefined)
      }
    }
  }

  const again = (): void => {
    rest?.()
    rest = undefined
    follow()
  }

  const stop = env.onPage((event) => {
    if (core.outbox) core.outbox.page(event)
    else if (/^(visible|resume|prerenderingchange|online)$/.test(event)) again()
  })

  return {
    follow,
    purged: async () => {
      const outbox = core.outbox ?? (await opening?.catch(() => undefined))
      const swept = await purging
      const report = await outbox?.purged()
      return report ? { ...report, removed: swept.removed + report.removed } : swept
    },
    outbox: () => opening,
    stop: () => {
      stop()
      rest?.()
    },
  }
}

/** Deletes what is off from what earlier pages have left: without a grant that is everything. */
async function purge({ env, consent }: Core, off: readonly string[]): Promise<PurgeReport> {
  let removed = 0
  const remaining: string[] = []
  try {
    if (consent.someGranted()) {
      const { purposes, seq } = consent.snapshot()
      const database = await env.openStore()
      // What was captured under a newer decision than this page knows, or under the answer to a newer question, is not
      // this page's to end.
      const spares = ({ purpose, decision }: Parameters<Spares>[0]): boolean =>
        decision > (purposes[purpose] === 'stale' ? consent.lastNo(purpose) : seq)
      removed = await purgeRows(database.run, off, 'cks', spares)
      database.close()
    } else await env.deleteStore()
  } catch (error) {
    remaining.push(`the queue: ${error}`)
  }
  return { removed, inFlight: 0, remaining }
}
