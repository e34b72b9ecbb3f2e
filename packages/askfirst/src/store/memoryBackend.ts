import type { Database, Rows } from '@askfirst/consent'

/** Keeps everything in this page's memory: for private modes, sandboxed frames and plain http. */
export function memoryBackend(): Database {
  const map = new Map<string, unknown>()
  let last: Promise<unknown> = Promise.resolve()
  const rows: Rows = {
    get: async (key) => map.get(key),
    put: async (key, row) => map.set(key, row),
    delete: async (key) => map.delete(key),
    each: async (prefix, visit) => {
      for (const key of [...map.keys()].sort())
        if (key.startsWith(prefix) && !visit(map.get(key), key)) return
    },
  }
  return {
    kind: 'memory',
    run: (_mode, work) => {
      const result = last.then(() => work(rows))
      last = result.catch(() => undefined)
      return result
    },
    close: () => undefined,
  }
}
