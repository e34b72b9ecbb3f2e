/** Time that passes only when told to. */
export interface VirtualClock {
  /** ms since the world began */
  time(): number
  /** Calls back after `ms`, in a task of its own; returns its stop function. */
  after(ms: number, run: () => void): () => void
  /** Resolves after `ms`; 0 takes a microtask only. */
  wait(ms: number): Promise<void>
  /** Lets everything happen that `ms` bring; 0 empties the microtasks only. */
  pass(ms: number): Promise<void>
  /** Lets time pass until nothing is left to happen. */
  quiet(): Promise<void>
}

interface Task {
  at: number
  order: number
  run: () => void
}

/** More tasks than any quiet world needs: something calls itself for ever. */
const MOST_TASKS = 20_000

/** A macrotask of the real machine: every microtask has run before it. */
const microtasks = (): Promise<void> => new Promise((done) => setImmediate(done))

export function virtualClock(): VirtualClock {
  const tasks = new Set<Task>()
  let time = 0
  let order = 0

  const next = (until: number): Task | undefined => {
    let first: Task | undefined
    for (const task of tasks)
      if (
        task.at <= until &&
        (!first || task.at < first.at || (task.at === first.at && task.order < first.order))
      )
        first = task
    return first
  }

  const runUntil = async (until: number): Promise<void> => {
    await microtasks()
    for (let done = 0, task = next(until); task; task = next(until)) {
      if (done++ > MOST_TASKS) throw new Error(`still not quiet after ${MOST_TASKS} tasks`)
      tasks.delete(task)
      time = Math.max(time, task.at)
      task.run()
      await microtasks()
    }
  }

  const after = (ms: number, run: () => void): (() => void) => {
    const task = { at: time + Math.max(0, ms), order: order++, run }
    tasks.add(task)
    return () => void tasks.delete(task)
  }

  return {
    time: () => time,
    after,
    wait: (ms) => (ms ? new Promise((done) => after(ms, done)) : Promise.resolve()),
    pass: async (ms) => {
      const until = time + ms
      if (ms) await runUntil(until)
      else await microtasks()
      time = until
    },
    quiet: () => runUntil(Number.POSITIVE_INFINITY),
  }
}
