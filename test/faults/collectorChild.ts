import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const BIN = fileURLToPath(new URL('../../packages/collector/dist/bin.js', import.meta.url))
const READY_WITHIN = 60_000

export const TOKEN = 'fault-tests-admin-token'

/** The built collector in a process of its own. */
export interface CollectorChild {
  /** ends in `/` */
  url: string
  pid: number
  /** everything it wrote, both streams */
  output(): string
  /** Sends the signal and resolves with the exit code, null where the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/**
 * Starts the built collector and waits until it serves; rejects with its output where it ends before.
 *
 * @param file a program that has the collector in it and says `ready` as it does; default: the collector's own
 */
export async function startCollectorChild(
  env: Record<string, string>,
  file: string = BIN,
): Promise<CollectorChild> {
  const { child, output, ended } = spawnCollector(env, file)
  const timeout = AbortSignal.timeout(READY_WITHIN)
  for (;;) {
    const url = /^ready (\S+)$/m.exec(output())?.[1]
    if (url) {
      return {
        url,
        pid: child.pid!,
        output,
        end: (signal) => {
          child.kill(signal)
          return ended
        },
      }
    }
    if (child.exitCode !== null || timeout.aborted) {
      child.kill('SIGKILL')
      await ended
      throw new Error(`the collector did not start:\n${output()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Runs the built collector to its end. */
export async function runCollectorToItsEnd(
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const { output, ended } = spawnCollector(env, BIN)
  return { code: await ended, output: output() }
}

function spawnCollector(
  env: Record<string, string>,
  file: string,
): {
  child: ChildProcess
  output: () => string
  ended: Promise<number | null>
} {
  if (!existsSync(BIN)) throw new Error('the collector is not built: run the package build first')
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, DATABASE_URL: '', PORT: '0', ASKFIRST_ADMIN_TOKEN: TOKEN, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, output: () => text, ended }
}
