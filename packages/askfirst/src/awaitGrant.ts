import { isOff, type PurgeReport, type Stop } from '@askfirst/consent'
import type { Capture } from './capture.ts'
import type { Core } from './core.ts'
import { hear } from './hear.ts'
import type { Outbox } from './outbox.ts'

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
  const nothing: PurgeReport = { removed: 0, inFlight: 0, remaining: [] }
  let purging = Promise.resolve(nothing)
  /** the noes that were carried out */
  let swept = ''
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
      follow()
      throw error
    }
  }

  /** Deletes what earlier pages have left of what is off now: without a grant that is everything. */
  const sweep = (): void => {
    const states = consent.snapshot().purposes
    const off = consent.purposes.filter((purpose) => isOff(states[purpose]))
    const noes = off.map((purpose) => purpose + consent.lastNo(purpose)).join()
    if (noes === swept) return
    swept = noes
    if (off.length && settings.persist && env.subtle)
      purging = env.deleteStore().then(
        () => nothing,
        (error) => ({ ...nothing, remaining: [`the queue: ${error}`] }),
      )
  }

  const follow = (): void => {
    if (env.page().prerendering) return
    if (core.outbox) core.outbox.follow()
    else {
      release()
      if (opening) return
      if (consent.someGranted()) {
        if (rest) return
        opening = open()
        opening.catch(() => undefined)
      } else {
        sweep()
        hear(core)
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
    purged: async () => (core.outbox ?? (await opening?.catch(() => undefined)))?.purged() ?? purging,
    outbox: () => opening,
    stop: () => {
      stop()
      rest?.()
    },
  }
}
