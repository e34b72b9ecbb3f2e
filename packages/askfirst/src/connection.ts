import type { Env } from './environment.ts'
import type { ChunkStore } from './store/chunkStore.ts'
import { createChunkStore } from './store/createChunkStore.ts'
import { memoryBackend } from './store/memoryBackend.ts'

/** The way to the store: opened when first needed, opened anew once when it breaks, then in memory. */
export interface Connection {
  mode(): 'idle' | ChunkStore['kind']
  use<Result>(work: (store: ChunkStore) => Promise<Result>): Promise<Result>
  /** Runs a last operation on what is open, closes it and deletes the database; nothing opens it until `unlock`. */
  destroy<Result>(last: (store: ChunkStore) => Promise<Result>): Promise<Result | undefined>
  unlock(): void
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
  let memoryOnly = !persist || !env.subtle

  const open = async (): Promise<ChunkStore> => {
    await destroying
    if (!memoryOnly)
      try {
        return await env.openStore()
      } catch (error) {
        env.warn(`no durable queue, events wait in memory: ${error}`)
        memoryOnly = true
      }
    const memory = createChunkStore(memoryBackend())
    await fill(memory)
    return memory
  }

  const drop = (): void => {
    void opening?.then((store) => store.close())
    opening = undefined
    mode = 'idle'
  }

  return {
    mode: () => mode,
    use: async (work) => {
      for (let attempt = 0; ; attempt++) {
        if (locked) throw new Error('the visitor said no')
        opening ??= open()
        const current = opening
        const store = await current
        if (opening === current) mode = store.kind
        try {
          return await work(store)
        } catch (error) {
          // Another tab may have deleted the database, or the browser ended the connection.
          if (attempt > 1) throw error
          if (opening === current) drop()
          memoryOnly ||= attempt > 0
        }
      }
    },
    destroy: async (last) => {
      const current = opening
      locked = true
      const work = async (): Promise<Awaited<ReturnType<typeof last>> | undefined> => {
        try {
          return current && (await last(await current))
        } catch {
          // The connection has ended already; the database itself goes below.
          return undefined
        } finally {
          if (current) (await current).close()
          if (persist && env.subtle) await env.deleteStore()
        }
      }
      opening = undefined
      mode = 'idle'
      const done = work()
      destroying = done.catch(() => undefined)
      return done
    },
    unlock: () => {
      locked = false
    },
    close: drop,
  }
}
