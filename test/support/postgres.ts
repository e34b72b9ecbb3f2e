import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const INSTALLED = '/usr/lib/postgresql'

/** A PostgreSQL server for tests. */
export interface TestServer {
  /** `postgres://…` */
  url: string
  /** Ends the server and removes its files; does nothing where it was ours only to use. */
  stop(): Promise<void>
}

/**
 * Gives a PostgreSQL server: the one of `DATABASE_URL` where that is set, else a throw-away cluster on a loopback
 * port, made with the binaries that Debian installs. Null where there are none, but never on Debian, where a
 * missing server would be a skipped test that nobody sees.
 */
export async function startPostgres(): Promise<TestServer | null> {
  const given = process.env['DATABASE_URL']
  if (given) return { url: given, stop: async () => {} }
  const binaries = await newestBinaries()
  if (!binaries) {
    if (existsSync('/etc/debian_version'))
      throw new Error('no PostgreSQL server here: apt-get install postgresql, or set DATABASE_URL')
    return null
  }
  const owner = await unprivilegedUser()
  const directory = await mkdtemp(join(tmpdir(), 'askfirst-postgres-'))
  if (owner) await chown(directory, owner.uid, owner.gid)
  const as = owner ? { ...owner, cwd: directory } : { cwd: directory }
  const data = join(directory, 'data')
  try {
    await run(
      join(binaries, 'initdb'),
      ['-D', data, '-U', 'askfirst', '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N'],
      as,
    )
    const port = await freePort()
    const server = spawn(
      join(binaries, 'postgres'),
      ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', directory, '-c', 'max_connections=40'],
      { ...as, stdio: 'ignore' },
    )
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
    const stop = async (): Promise<void> => {
      // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
      server.kill('SIGINT')
      await ended
      await rm(directory, { recursive: true, force: true })
    }
    const ready = join(binaries, 'pg_isready')
    if (await answers(ready, port, ended))
      return { url: `postgres://askfirst@127.0.0.1:${port}/postgres`, stop }
    await stop()
    throw new Error('the PostgreSQL server for tests did not start')
  } catch (error) {
    await rm(directory, { recursive: true, force: true })
    throw error
  }
}

async function newestBinaries(): Promise<string | undefined> {
  const versions = await readdir(INSTALLED).catch(() => [])
  const newest = versions
    .map(Number)
    .filter((version) => existsSync(join(INSTALLED, String(version), 'bin/initdb')))
    .sort((a, b) => b - a)[0]
  return newest === undefined ? undefined : join(INSTALLED, String(newest), 'bin')
}

/** PostgreSQL refuses to run as root: the account that Debian made for it stands in. */
async function unprivilegedUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const line = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'))
  if (!line) throw new Error('running as root, and there is no user `postgres` to run the server as')
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise<void>((resolve) => probe.close(() => resolve()))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

async function answers(ready: string, port: number, ended: Promise<void>): Promise<boolean> {
  let gone = false
  void ended.then(() => {
    gone = true
  })
  for (let attempt = 0; attempt < 100 && !gone; attempt++) {
    const up = await run(ready, ['-q', '-h', '127.0.0.1', '-p', String(port)]).then(
      () => true,
      () => false,
    )
    if (up) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}
