import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CollectorError } from '../collectorError.ts'

const heldHere = new Set<string>()

/**
 * Takes `collector.lock` in the directory, so that two processes never write one embedded store, which would
 * destroy it. The lock of a process that is gone is taken over. Returns the release.
 */
export function takeDataLock(directory: string): () => void {
  const path = join(resolve(directory), 'collector.lock')
  if (heldHere.has(path)) throw locked(directory, process.pid)
  const mine = `${process.pid} ${startOf(process.pid)}\n`
  for (let attempt = 0; !create(path, mine); attempt++) {
    const theirs = readOwner(path)
    const pid = Number.parseInt(theirs, 10)
    if (attempt > 4 || (theirs !== '' && isRunning(theirs))) throw locked(directory, pid)
    removeStale(path, theirs)
  }
  heldHere.add(path)
  return () => {
    if (heldHere.delete(path)) rmSync(path, { force: true })
  }
}

function create(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

// Moved before it is removed: of two processes that found the same stale lock, only one moves it, and one that
// has moved a fresh lock by mistake sees so and puts it back.
function removeStale(path: string, seen: string): void {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
    if (readOwner(aside) === seen) rmSync(aside, { force: true })
    else renameSync(aside, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

function isRunning(owner: string): boolean {
  const [pid = '', start = ''] = owner.trim().split(' ')
  const number = Number(pid)
  // This process does not hold it, or `heldHere` would say so: an earlier one had the same number.
  if (!Number.isInteger(number) || number <= 0 || number === process.pid) return false
  try {
    process.kill(number, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const now = startOf(number)
  return start === '' || now === '' || start === now
}

// Numbers of processes come round again, in containers after every restart; with the boot and the start time
// they are unique. Elsewhere than on Linux the number has to do.
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`
  } catch {
    return ''
  }
}

function readOwner(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function locked(directory: string, pid: number): CollectorError {
  return new CollectorError(
    'locked',
    `@askfirst/collector: ${directory} is in use by the process ${pid}: stop that one, or give this one another data directory`,
  )
}
