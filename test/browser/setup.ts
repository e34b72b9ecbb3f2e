import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Gives the suite one folder for its profiles and takes it away at the end, with whatever a crashed test left running,
 * also when the suite itself is told to end.
 */
export default function setup(): () => void {
  const dir = mkdtempSync(join(tmpdir(), 'browser-test-'))
  process.env['ASKFIRST_TEST_DIR'] = dir
  const teardown = (): void => {
    for (const pid of leftOver(dir)) end(pid)
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  }
  process.once('exit', teardown)
  process.once('SIGTERM', () => process.exit(143))
  return teardown
}

/** Processes that were started by the suite's workers, known by the folder in their environment. */
function leftOver(dir: string): number[] {
  if (process.platform !== 'linux') return []
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))
  return pids.map(Number).filter((pid) => {
    try {
      return (
        pid !== process.pid &&
        readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`ASKFIRST_TEST_DIR=${dir}\0`)
      )
    } catch {
      return false
    }
  })
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // ended by itself in the meantime
  }
}
