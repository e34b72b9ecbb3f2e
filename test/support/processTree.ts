import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { poll } from './poll.ts'

/** A started program with everything that it starts. */
export interface ProcessTree {
  readonly child: ChildProcess
  /** Everything written to stderr so far. */
  readonly errors: () => string
  /** SIGKILL to all of the tree; resolves when no process of it is left. */
  kill(): Promise<void>
  /** Number of living processes. */
  size(): number
}

const trees = new Set<number>()
process.on('exit', () => {
  for (const pid of trees) signal(-pid)
})

/** Starts a program in a process group of its own, so that no part of it can outlive `kill`. */
export function startTree(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): ProcessTree {
  const mark = `ASKFIRST_TREE=${randomUUID()}`
  const [name = '', value = ''] = mark.split('=')
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, [name]: value },
  })
  const pid = child.pid
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  child.on('error', (error) => {
    stderr += error.message
  })
  if (pid === undefined) throw new Error(`${command} could not be started: is it installed?`)
  trees.add(pid)
  return {
    child,
    errors: () => stderr,
    size: () => members(pid, mark).length,
    kill: async () => {
      signal(-pid)
      await poll(`processes of ${command} end`, () => {
        const left = members(pid, mark)
        left.forEach(signal)
        return left.length === 0
      })
      trees.delete(pid)
    },
  }
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // gone already
  }
}

/** Living processes of the group `root`, their descendants, and whatever left the group but inherited the mark. */
function members(root: number, mark: string): number[] {
  if (process.platform !== 'linux') return groupAlive(root) ? [root] : []
  const rows = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => processRow(Number(entry)))
  const found = new Set(
    rows.filter((row) => row.group === root || environment(row.pid).includes(mark)).map((row) => row.pid),
  )
  for (let size = -1; size !== found.size; ) {
    size = found.size
    for (const row of rows) if (found.has(row.parent)) found.add(row.pid)
  }
  return rows.filter((row) => found.has(row.pid) && row.state !== 'Z').map((row) => row.pid)
}

function groupAlive(root: number): boolean {
  try {
    return process.kill(-root, 0)
  } catch {
    return false
  }
}

function processRow(pid: number): { pid: number; state: string; parent: number; group: number }[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state = '', parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return [{ pid, state, parent: Number(parent), group: Number(group) }]
  } catch {
    return []
  }
}

function environment(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1')
  } catch {
    return ''
  }
}
