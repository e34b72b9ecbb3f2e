import type { Env } from './environment.ts'
import type { ChunkStore } from './store/chunkStore.ts'
import { createChunkStore } from './store/createChunkStore.ts'
import { memoryBackend } from './store/memoryBackend.ts'

/** The way to the store: opened when first needed, on the device or, where that fails twice, in memory. */
export interface Connection {
  mode(): 'idle' | ChunkStore['kind']
  use<Result>(work: (store: ChunkStore) => Promise<Result>): Promise<Result>
  /** Runs a last operation on what is open, closes it and deletes the database; nothing opens it until `unlock`. */
  destroy<Result>(last: (store: ChunkStore) => Promise<Result>): Promise<Result | undefined>
  unlock(): void
  /** In bfcache (`on`) no transaction begins: suspended with its page it would hold up every other tab. */
  suspend(on: boolean): void
  close(): void
}

/** @param fill puts into memory what must not be lost when the device can't hold it */
export function connection(
  env: Env,
  persist: boolean,
  fill: (memory: ChunkStore) => Promise<unknown>,
): Connection {
  let opening: Promise<ChunkStore> | undefined
  let mode: ReturnType<Connection['mode']> = 'idle'
  let destroying: Promise<unknown> | undefined
  let locked = false
  let awake: Promise<void> | undefined
  let wake: (() => void) | undefined
  let broken = false
  let durable = persist && !!env.subtle

  const open = async (): Promise<ChunkStore> => {
    await destroying?.catch(() => undefined)
    const store = durable ? await env.openStore() : createChunkStore(memoryBackend())
    mode = store.kind
    if (!durable) await fill(store)
    return store
  }

  const leave = (): Promise<ChunkStore> | undefined => {
    const left = opening
    opening = undefined
    mode = 'idle'
    return left
  }

  const use: Connection['use'] = async (work) => {
    await awake
    if (locked) throw new Error('the visitor said no')
    opening ??= open()
    const current = opening
    try {
      const result = await work(await current)
      broken = false
      return result
    } catch (error) {
      if (!durable) throw error
      if (opening === current) {
        leave()
        // Once more: another tab may have deleted the database, or the browser ended the connection.
        if (broken) {
          env.warn(`no durable queue, events wait in memory: ${error}`)
          durable = false
        }
        broken = true
      }
      return use(work)
    }
  }

  return {
    mode: () => mode,
    use,
    destroy: (last) => {
      locked = true
      const done = destroy(leave(), last, async () => {
        if (persist && env.subtle) await env.deleteStore()
      })
      destroying = done
      return done
    },
    unlock: () => {
      locked = false
    },
    suspend: (on) => {
      // A connection that slept in bfcache may never answer again (seen in WebKitGTK): the next use opens anew.
      if (on && mode === 'indexeddb') void leave()?.then((store) => store.close())
      wake?.()
      awake = on
        ? new Promise((done) => {
            wake = done
          })
        : undefined
    },
    close: () => void leave()?.then((store) => store.close()),
  }
}

/** Undefined where another tab has ended the connection already; the database goes all the same. */
async function destroy<Result>(
  left: Promise<ChunkStore> | undefined,
  last: (store: ChunkStore) => Promise<Result>,
  remove: () => Promise<void>,
): Promise<Result | undefined> {
  let result: Result | undefined
  const store = await left?.catch(() => undefined)
  if (store) result = await last(store).catch(() => undefined)
  store?.close()
  await remove()
  return result
}
