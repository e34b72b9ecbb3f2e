// `npm start`: installs, builds and serves, on a machine that has nothing but Node.
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const LEAST_NODE = [20, 19]

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < LEAST_NODE[0] || (major === LEAST_NODE[0] && minor < LEAST_NODE[1])) {
  console.error(`Askfirst needs Node ${LEAST_NODE.join('.')} or later; this is ${process.versions.node}.`)
  process.exit(1)
}

const { packageManager } = JSON.parse(await readFile(`${ROOT}package.json`, 'utf8'))

await step('Installing', ['install', '--frozen-lockfile'])
await step('Building', ['run', 'build'])
await import('./server.mjs')

/** Runs the pinned pnpm in the root, silent unless it fails; a signal ends it and us. */
async function step(title, args) {
  console.log(`${title} …`)
  const { code, output } = await run('npm', [
    'exec',
    '--yes',
    `--package=${packageManager}`,
    '--',
    'pnpm',
    ...args,
  ])
  if (code === 0) return
  console.error(await withoutRegistry(output))
  console.error(`${title} failed: pnpm ${args.join(' ')}`)
  process.exit(1)
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    // A group of its own, so that one signal reaches npm, pnpm and what they started. On Windows npm is a script.
    const windows = process.platform === 'win32'
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !windows,
      shell: windows,
    })
    let output = ''
    const collect = (chunk) => {
      output += chunk
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    const stop = () => {
      try {
        process.kill(windows ? child.pid : -child.pid, 'SIGTERM')
      } catch {
        // It has ended by itself.
      }
      process.exit(1)
    }
    process.once('SIGINT', stop).once('SIGTERM', stop)
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve({ code, output })
    })
  })
}

/** Output may be pasted into public reports: a private registry's host and credentials don't belong there. */
async function withoutRegistry(output) {
  const { output: registry } = await run('npm', ['config', 'get', 'registry'])
  // npm does not tell a registry whose address holds credentials: what the output itself names as a host goes, too.
  const addresses = `${registry} ${output}`.matchAll(/:\/\/(?:[^\s/@]*@)?([^\s/:"'`]+)/g)
  const hosts = new Set([...addresses].map(([, host]) => host))
  let masked = output.replace(/\/\/[^\s/@]*@/g, '//')
  for (const host of hosts) masked = masked.replaceAll(host, '<host>')
  return masked
}
