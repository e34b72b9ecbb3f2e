import { isOff, type PurgeReport, type Stop } from '@askfirst/consent'
import type { Capture } from './capture.ts'
import type { Core } from './core.ts'
import { hear } from './hear.ts'
import { leave } from './leave.ts'
import type { Outbox } from './outbox.ts'
import { purgeRows, type Spares } from './purgeRows.ts'

/** After so many ms a file that could not be loaded is asked for again, then after twice as many, and so on. */
const RETRY_MS = 5_000
const RETRY_CAP_MS = 300_000

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
  const { env, consent } = core
  const { end, purging } = createEnd(core)
  let opening: Promise<Outbox> | undefined
  /** set while a file that could not be loaded is not asked for */
  let rest: Stop | undefined
  let wait = RETRY_MS
  let stopped = false

  const open = async (): Promise<Outbox> => {
    try {
      const outbox = await load()
      if (!stopped) {
        core.outbox = outbox
        outbox.follow()
      }
      return outbox
    } catch (error) {
      opening = undefined
      if (stopped) throw error
      env.warn(`events wait in memory: ${error}`)
      rest = env.timer(again, wait)
      wait = Math.min(wait * 2, RETRY_CAP_MS)
      // What is off can't wait for it.
      end(true)
      throw error
    }
  }

  const follow = (): void => {
    if (env.page().prerendering) return
    if (core.outbox) core.outbox.follow()
    else {
      release()
      // A no ends what stands after a shutdown, too.
      end(stopped)
      if (!consent.someGranted()) hear(core)
      else if (!stopped && !opening && !rest) {
        opening = open()
        opening.catch(() => undefined)
      }
    }
  }

  const again = (): void => {
    rest?.()
    rest = undefined
    // Another tab may have said no without a word to this one.
    consent.purposes.forEach(consent.allows)
    follow()
  }

  const stop = env.onPage((event) => {
    if (core.outbox) core.outbox.page(event)
    else if (/^(visible|resume|prerenderingchange|online)$/.test(event)) again()
  })

  return {
    follow,
    purged: async () => {
      // What is all off is deleted without it.
      const coming = consent.someGranted() ? opening : undefined
      const outbox = core.outbox ?? (await coming?.catch(() => undefined))
      const swept = await purging()
      const report = await outbox?.purged()
      return report ? { ...report, removed: swept.removed + report.removed } : swept
    },
    outbox: () => opening,
    stop: () => {
      stopped = true
      stop()
      rest?.()
    },
  }
}

/** Carries out, without an outbox, what ends. */
interface End {
  /** @param alone no outbox is on its way */
  end(alone?: boolean): void
  /** resolves when it is gone */
  purging(): Promise<PurgeReport>
}

function createEnd(core: Core): End {
  const { env, consent, settings } = core
  let purging = Promise.resolve<PurgeReport>({ removed: 0, inFlight: 0, remaining: [] })
  /** the noes that were carried out, or that the outbox will carry out */
  let done: string | undefined
  /** the noes that were carried out here */
  let swept = ''
  return {
    end: (alone) => {
      const { purposes, reason } = consent.snapshot()
      const off = consent.purposes.filter((purpose) => isOff(purposes[purpose]))
      for (const purpose of off) core.ended[purpose] = consent.lastNo(purpose)
      const noes = off.map((purpose) => purpose + consent.lastNo(purpose)).join()
      // What was known when the outbox was asked for is its to carry out.
      const news = alone || (done !== noes && (done !== undefined || !consent.someGranted()))
      if (reason !== 'reading-record') done = noes
      if (!news || noes === swept) return
      swept = noes
      if (noes && settings.persist && env.subtle) purging = leave(core, () => purge(core, off))
    },
    purging: () => purging,
  }
}

/** Deletes what is off from what earlier pages have left: without a grant that is everything. */
async function purge({ env, consent }: Core, off: readonly string[]): Promise<PurgeReport> {
  let removed = 0
  const remaining: string[] = []
  const { purposes, seq } = consent.snapshot()
  try {
    if (consent.someGranted()) {
      const database = await env.openStore()
      // What was captured under a newer decision than this page knows, or under the answer to a newer question, is not
      // this page's to end.
      const spares = ({ purpose, decision }: Parameters<Spares>[0]): boolean =>
        decision > (purposes[purpose] === 'stale' ? consent.lastNo(purpose) : seq)
      removed = await purgeRows(
        database.run,
        off.filter((purpose) => isOff(purposes[purpose])),
        'cekst',
        spares,
      )
      database.close()
    } else await env.deleteStore()
  } catch (error) {
    remaining.push(`the queue: ${error}`)
  }
  return { removed, inFlight: 0, remaining }
}
