import type { Database } from '@askfirst/consent'
import type { Env } from './environment.ts'
import { memoryRows } from './memoryRows.ts'
import { createWatch } from './watch.ts'

type Last = (run: Database['run']) => Promise<number>

/** The way to the rows: opened when first needed, on the device or, where that fails twice, in memory. */
export interface Connection {
  mode(): 'idle' | Database['kind']
  /** One transaction; rejects while nothing is granted, so that what a no deletes is not made anew. */
  run: Database['run']
  /** Runs a last operation on what is open, closes it and deletes the database. */
  destroy(last: Last): Promise<number>
  /** In bfcache (`on`) no transaction begins: suspended with its page it would hold up every other tab. */
  suspend(on: boolean): void
  close(): void
  /** Whether memory has taken the place of a device that could be reached, and may hold rows. */
  left(): boolean
}

/**
 * @param granted whether the record grants anything
 * @param fill puts into memory what must not be lost when the device can't hold it
 */
export function connection(
  env: Env,
  persist: boolean,
  granted: () => boolean,
  fill: (memory: Database) => Promise<unknown>,
): Connection {
  let opening: Promise<Database> | undefined
  let mode: ReturnType<Connection['mode']> = 'idle'
  let destroying: Promise<number> | undefined
  let broken = false
  const sleep = createSleep()
  const watch = createWatch(env)
  const inTime = createInTime()
  const able = persist && !!env.subtle
  let durable = able
  let reached = false

  const open = async (): Promise<Database> => {
    const onDevice = durable
    const database = await inTime(onDevice ? env.openStore() : Promise.resolve(memoryRows()))
    reached ||= onDevice
    mode = database.kind
    if (!onDevice) await fill(database)
    return database
  }
  const leave = (): typeof opening => {
    const left = opening
    mode = 'idle'
    opening = undefined
    return left
  }

  const run: Connection['run'] = async (access, work) => {
    await sleep.over()
    // A no that comes while the database is being deleted does not find it made anew.
    await destroying?.catch(() => undefined)
    if (!granted()) throw new Error('denied')
    opening ??= open()
    const current = opening
    // Of several at once one may have gone to memory meanwhile, where the others follow it.
    const onDevice = durable
    try {
      const result = await watch.within(current.then((database) => database.run(access, work)))
      broken = false
      return result
    } catch (error) {
      if (!onDevice) throw error
      if (opening === current) {
        leave()
        // Once more: another tab may have deleted the database, or the browser ended the connection.
        if (broken) env.warn(`no durable queue, events wait in memory: ${error}`)
        durable = !broken
        broken = true
      }
      return run(access, work)
    }
  }

  const destroy = async (last: Last): Promise<number> => {
    const result = await end(leave(), last)
    mode = 'idle'
    if (able) await env.deleteStore()
    return result
  }

  return {
    mode: () => mode,
    left: () => reached && !durable,
    run,
    destroy: (last) => {
      destroying = destroy(last)
      return destroying
    },
    suspend: sleep.suspend,
    close: () => {
      watch.end()
      void end(leave())
    },
  }
}

/** What opens after it was given up is closed: what has taken its place holds everything. */
function createInTime(): (opening: Promise<Database>) => Promise<Database> {
  let attempts = 0
  return async (opening) => {
    const attempt = ++attempts
    const database = await opening
    if (attempt === attempts) return database
    database.close()
    throw new Error('opened too late')
  }
}

/** What is waited for while the page is in bfcache. */
function createSleep(): Pick<Connection, 'suspend'> & { over(): Promise<void> | undefined } {
  let asleep: Promise<void> | undefined
  let wake: (() => void) | undefined
  return {
    over: () => asleep,
    suspend: (on) => {
      wake?.()
      asleep = on
        ? new Promise((done) => {
            wake = done
          })
        : undefined
    },
  }
}

/** Runs a last operation and closes the connection, which another tab may have ended already. */
async function end(left: Promise<Database> | undefined, last?: Last): Promise<number> {
  const database = await left?.catch(() => undefined)
  const result = database && (await last?.(database.run).catch(() => 0))
  database?.close()
  return result ?? 0
}
