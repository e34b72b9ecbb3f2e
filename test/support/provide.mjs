import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { hideHosts } from './hideHosts.mjs'

/** What the tests need besides Node: Debian's package, and a command that tells whether it is there elsewhere. */
const NEEDED = [
  { name: 'chromium', command: 'chromium' },
  { name: 'firefox-esr', command: 'firefox-esr' },
  { name: 'webkit2gtk-driver', command: 'WebKitWebDriver' },
  // For the WebKit window that keeps its profile, see webkitHost.py.
  { name: 'gir1.2-webkit2-4.1', command: 'python3' },
  { name: 'python3-gi', command: 'python3' },
  { name: 'xvfb', command: 'Xvfb' },
  { name: 'postgresql', command: 'psql' },
  { name: 'nginx-light', command: 'nginx' },
]

/**
 * Makes sure that browsers and servers for the tests are installed: through apt-get for root on Debian, by saying
 * what to install everywhere else.
 * @returns {{ ok: boolean, message: string }} `ok` is false where something is missing; then `message` says what to do
 */
export function provide() {
  const debian = onDebian()
  const missing = NEEDED.filter((needed) => !(debian ? installed(needed.name) : onPath(needed.command)))
  if (missing.length === 0) return { ok: true, message: 'browsers and servers are there' }
  const names = missing.map(({ name }) => name).join(' ')
  if (!debian)
    return {
      ok: false,
      message: `not found: ${missing.map(({ command }) => command).join(', ')}; what needs them is skipped`,
    }
  const install = `apt-get install -y --no-install-recommends ${names}`
  if (process.getuid?.() !== 0) return { ok: false, message: `missing packages, please run: sudo ${install}` }
  const trouble = run('apt-get update -qq') ?? run(install)
  return trouble === undefined
    ? { ok: true, message: `installed ${names}` }
    : { ok: false, message: `${install} failed:\n${trouble}` }
}

function onDebian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
}

function installed(name) {
  const { stdout } = spawnSync('dpkg', ['-s', name], { encoding: 'utf8' })
  return stdout?.includes('install ok installed') ?? false
}

function onPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)))
}

/** Output of the command where it failed, undefined where it went well. */
function run(command) {
  const [name, ...args] = command.split(' ')
  // The runlevel keeps packages from starting servers of their own (invoke-rc.d).
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const { status, stdout, stderr } = spawnSync(name, args, {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return status === 0 ? undefined : hideHosts(`${stdout}${stderr}`)
}
