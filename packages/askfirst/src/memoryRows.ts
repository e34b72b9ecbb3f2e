import type { Database } from '@askfirst/consent'

/** Keeps everything in this page's memory: for private modes, sandboxed frames and plain http. */
export function memoryRows(): Database {
  const map = new Map<string, unknown>()
  const keys = async (prefix: string): Promise<string[]> =>
    [...map.keys()].filter((key) => key.startsWith(prefix)).sort()
  return {
    kind: 'memory',
    run: (_mode, work) =>
      work({
        put: async (key, row) => map.set(key, row),
        delete: async (key) => map.delete(key),
        keys,
        all: async (prefix, most) => (await keys(prefix)).slice(0, most).map((key) => map.get(key)),
      }),
    close: () => undefined,
  }
}
