import type { Database, Rows } from '@askfirst/consent'
import type { Chunk } from '../../packages/askfirst/src/chunk.ts'
import type { SealedRow } from '../../packages/askfirst/src/seal.ts'
import { readSealed } from './readSealed.ts'
import type { Tab } from './tab.ts'
import type { VirtualClock } from './virtualClock.ts'

/** What fails while it is set. */
export interface StorageFaults {
  open: boolean
  transaction: boolean
  remove: boolean
}

/** The durable queue of one origin: transactions of all tabs one after another, whole or not at all. */
export interface SharedDatabase {
  faults: StorageFaults
  open(tab: Tab): Promise<Database>
  remove(tab: Tab): Promise<void>
  exists(): boolean
  rows(): ReadonlyMap<string, unknown>
  /** Every chunk with events that a complete transaction ever left there, by id. */
  readonly committed: ReadonlyMap<string, Chunk>
  /** Rows that a complete transaction ever left there without the key under which they were sealed. */
  readonly unopenable: ReadonlyMap<string, SealedRow>
}

export function sharedDatabase(
  clock: VirtualClock,
  latency: () => number,
  random: () => number,
  onWrite: () => void,
): SharedDatabase {
  let rows = new Map<string, unknown>()
  let exists = false
  const connections = new Set<{ closed: boolean }>()
  const faults: StorageFaults = { open: false, transaction: false, remove: false }
  const committed = new Map<string, Chunk>()
  const unopenable = new Map<string, SealedRow>()
  const serial = inTurn(clock, latency)

  const commit = (copy: Map<string, unknown>): void => {
    rows = copy
    for (const [key, row] of rows as Map<string, SealedRow>) {
      if (!'cs'.includes(key[0]!)) continue
      if ('sealed' in row && !rows.has(`e${row.key}`)) unopenable.set(key, row)
      if (key[0] === 's' || committed.has(row.id)) continue
      const chunk = read(row) as Chunk
      if (chunk.count) committed.set(chunk.id, chunk)
    }
    onWrite()
  }

  const connect = (tab: Tab): Database => {
    const connection = { closed: false }
    connections.add(connection)
    return {
      kind: 'indexeddb',
      run: async (_mode, work) => {
        if (connection.closed) throw new DOMException('the connection is closed', 'InvalidStateError')
        const { table, carryOut } = requests()
        const result = work(table)
        result.catch(() => undefined)
        return serial(tab, async () => {
          const copy = new Map(rows)
          carryOut(copy)
          await clock.wait(latency())
          if (faults.transaction) throw new DOMException('the disk is full', 'QuotaExceededError')
          // What kills a tab may come before the commit or after it.
          if (tab.dead() && random() < 0.5) throw new Error('the tab is gone')
          commit(copy)
          return result
        })
      },
      close: () => {
        connection.closed = true
      },
    }
  }

  return {
    faults,
    committed,
    unopenable,
    rows: () => rows,
    exists: () => exists,
    open: (tab) =>
      serial(tab, async () => {
        if (faults.open) throw new DOMException('storage is denied', 'SecurityError')
        exists = true
        onWrite()
        return connect(tab)
      }),
    remove: async (tab) => {
      if (tab.dead()) return tab.gate(Promise.resolve())
      // The other tabs' connections close when asked to, once what they have begun is done.
      for (const connection of connections) connection.closed = true
      connections.clear()
      return serial(tab, async () => {
        if (faults.remove) throw new DOMException('the disk is broken', 'UnknownError')
        rows = new Map()
        exists = false
      })
    },
  }
}

/** What stands in a row. */
function read(row: SealedRow): unknown {
  return 'value' in row ? row.value : JSON.parse(new TextDecoder().decode(readSealed(row.sealed)))
}

/** One operation after another, each of them begun only while its tab lives. */
function inTurn(
  clock: VirtualClock,
  latency: () => number,
): <Result>(tab: Tab, work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (tab, work) => {
    const result = last.then(async () => {
      await clock.wait(latency())
      if (tab.dead()) throw new Error('the tab is gone')
      return work()
    })
    last = result.catch(() => undefined)
    return tab.gate(result)
  }
}

/** Requests are made at once, and answered in order when their transaction's turn comes. */
function requests(): { table: Rows; carryOut: (map: Map<string, unknown>) => void } {
  const waiting: ((map: Map<string, unknown>) => void)[] = []
  const request = <Answer>(answer: (map: Map<string, unknown>) => Answer): Promise<Answer> =>
    new Promise((done) => waiting.push((map) => done(structuredClone(answer(map)))))
  const keysOf = (map: Map<string, unknown>, prefix: string): string[] =>
    [...map.keys()].filter((key) => key.startsWith(prefix)).sort()
  return {
    carryOut: (map) => {
      for (const answer of waiting) answer(map)
    },
    table: {
      put: (key, row) => {
        const stored = structuredClone(row)
        return request((map) => void map.set(key, stored))
      },
      delete: (key) => request((map) => map.delete(key)),
      keys: (prefix) => request((map) => keysOf(map, prefix)),
      all: (prefix, most) =>
        request((map) =>
          keysOf(map, prefix)
            .slice(0, most)
            .map((key) => map.get(key)),
        ),
    },
  }
}
