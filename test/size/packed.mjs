// Packs every public package as `npm publish` would, checks the tarballs, and uses them in a project of their own.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hideHosts } from '../support/hideHosts.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const bin = join(root, 'node_modules/.bin/')
const { devDependencies } = readJson(join(root, 'package.json'))
const work = mkdtempSync(join(tmpdir(), 'packed-'))
let failed = 0

try {
  const packed = readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name))
    .filter((directory) => !readJson(join(directory, 'package.json')).private)
    .map(pack)
  for (const each of packed) checkTarball(each)
  if (install(packed)) use()
} finally {
  rmSync(work, { recursive: true, force: true })
}
if (failed) process.exitCode = 1

function pack(directory) {
  const { filename } = JSON.parse(run('pnpm', ['pack', '--json', '--pack-destination', work], directory))
  const unpacked = mkdtempSync(join(work, 'unpacked-'))
  run('tar', ['-xzf', filename, '-C', unpacked], work)
  return {
    filename,
    unpacked: join(unpacked, 'package'),
    ...readJson(join(unpacked, 'package/package.json')),
  }
}

function checkTarball({ name, filename, unpacked, ...manifest }) {
  check(`${name}: files and metadata`, () => {
    for (const member of ['version', 'description', 'license', 'exports'])
      if (!manifest[member]) throw new Error(`package.json has no ${member}`)
    const inside = readdirSync(unpacked)
    for (const file of ['LICENSE', 'README.md']) if (!inside.includes(file)) throw new Error(`no ${file}`)
    const extra = inside.filter((file) => !['LICENSE', 'README.md', 'dist', 'package.json'].includes(file))
    if (extra.length) throw new Error(`should not be inside: ${extra.join(', ')}`)
    const open = Object.entries(manifest.dependencies ?? {}).filter(([, range]) =>
      /^(workspace|file|link):/.test(range),
    )
    if (open.length) throw new Error(`ranges that only this workspace knows: ${open.join(' ')}`)
  })
  check(`${name}: publint`, () => run(`${bin}publint`, ['run', filename, '--strict'], work))
  check(`${name}: attw`, () => run(`${bin}attw`, [filename, '--profile', 'esm-only'], work))
}

/** Installs the tarballs with npm; only what others have published comes from the registry. */
function install(packed) {
  const tarballs = Object.fromEntries(packed.map(({ name, filename }) => [name, `file:${filename}`]))
  const overrides = Object.fromEntries(packed.map(({ name }) => [name, `$${name}`]))
  const types = { '@types/node': devDependencies['@types/node'] }
  writeFileSync(
    join(work, 'package.json'),
    JSON.stringify({ private: true, type: 'module', dependencies: { ...tarballs, ...types }, overrides }),
  )
  cpSync(new URL('consumer', import.meta.url), join(work, 'consumer'), { recursive: true })
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--loglevel=error']
  return check('npm install of all tarballs', () => run('npm', ['install', ...flags], work))
}

function use() {
  const places = [
    { file: 'browser', lib: ['ES2022', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'], types: [] },
    { file: 'node', lib: ['ES2022'], types: ['node'] },
  ]
  const resolutions = [
    { module: 'node16', moduleResolution: 'node16' },
    { module: 'esnext', moduleResolution: 'bundler' },
  ]
  for (const { file, lib, types } of places)
    for (const resolution of resolutions)
      check(`types of consumer/${file}.ts, ${resolution.moduleResolution}`, () => {
        const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true }
        const compilerOptions = { target: 'es2022', lib, types, ...resolution, ...strict }
        writeFileSync(
          join(work, 'tsconfig.json'),
          JSON.stringify({ compilerOptions, files: [`consumer/${file}.ts`] }),
        )
        run(`${bin}tsc`, ['-p', work], work)
      })
  check('consumer/run.mjs in Node', () => run('node', ['consumer/run.mjs'], work))
}

function check(what, work) {
  try {
    work()
    console.log(`ok      ${what}`)
    return true
  } catch (error) {
    failed += 1
    console.log(`FAILED  ${what}\n${hideHosts(`${error.stdout ?? ''}${error.stderr ?? error.message}`)}`)
    return false
  }
}

function run(command, args, cwd) {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}
