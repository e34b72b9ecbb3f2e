import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { hideHosts } from '../support/hideHosts.mjs'

const directory = fileURLToPath(new URL('../../node_modules/.cache/pii-peers', import.meta.url))

/** Each peer with its defaults as `(module) -> text -> text`; those that know keys get whole bags. */
const PEERS = {
  'redact-pii': [
    '3.4.0',
    ({ SyncRedactor, default: whole }) => byText(new (SyncRedactor ?? whole.SyncRedactor)()),
  ],
  '@redactpii/node': ['1.0.17', ({ Redactor }) => byText(new Redactor())],
  '@coffeeandfun/remove-pii': ['3.0.1', ({ removePII }) => byText({ redact: (text) => removePII(text) })],
  openredaction: [
    '1.1.5',
    ({ OpenRedaction }) => {
      const tool = new OpenRedaction({ redactionMode: 'placeholder' })
      return byText({ redact: async (text) => (await tool.detect(text)).redacted })
    },
  ],
  '@cdssnc/sanitize-pii': ['2.1.1', ({ sanitizePii }) => byText({ redact: (text) => sanitizePii(text) })],
  '@logtape/redaction': ['2.3.7', logtape],
  '@arcjet/redact': ['1.4.0', ({ redact }) => byText({ redact: async (text) => (await redact(text))[0] })],
}

/**
 * Installs the peers that are missing at their pinned versions, without their install scripts, into the cache of
 * the workspace.
 *
 * @returns `tools`, for `loadTool`, and `missing`: names with the reason
 */
export function installPeers() {
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, 'package.json'), '{ "private": true, "type": "module" }\n')
  writeFileSync(join(directory, 'open.js'), 'export const open = (name) => import(name)\n')
  const tools = []
  const missing = []
  for (const [name, [version]] of Object.entries(PEERS)) {
    const failed = present(name, version) ? undefined : install(name, version)
    if (failed) missing.push(`${name}: ${failed}`)
    else tools.push({ name: `${name} ${version}`, module: import.meta.url, argument: name })
  }
  return { tools, missing }
}

/** The `redact(kind, input)` of an installed peer. */
export async function load(name) {
  const { open } = await import(pathToFileURL(join(directory, 'open.js')).href)
  return PEERS[name][1](await open(name))
}

function present(name, version) {
  const file = join(directory, 'node_modules', name, 'package.json')
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version
}

/** Returns why it failed, or nothing. */
function install(name, version) {
  const flags = ['--save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  try {
    execFileSync('npm', ['install', ...flags, `${name}@${version}`], { cwd: directory, stdio: 'pipe' })
  } catch (error) {
    return (
      hideHosts(String(error.stderr ?? error))
        .split('\n')
        .find((line) => line.trim()) ?? 'not installed'
    )
  }
}

/** A tool for text over every string of an input; one after the other where it answers later. */
function byText(tool) {
  return (_, input) => strings(input, (text) => tool.redact(text))
}

function strings(value, change) {
  if (typeof value === 'string') return change(value)
  if (!value || typeof value !== 'object') return value
  const names = Object.keys(value)
  const changed = names.map((name) => strings(value[name], change))
  const collect = (all) =>
    Array.isArray(value) ? all : Object.fromEntries(names.map((name, at) => [name, all[at]]))
  return changed.some((item) => item instanceof Promise)
    ? Promise.all(changed).then(collect)
    : collect(changed)
}

/** Its fields by key, then its patterns over what is left, as its guide combines them. */
function logtape(module) {
  const patterns = Object.entries(module)
    .filter(([name]) => name.endsWith('_PATTERN'))
    .map(([, pattern]) => pattern)
  const text = module.redactByPattern((said) => said, patterns)
  let seen
  const sink = module.redactByField((record) => {
    seen = record.properties
  })
  return (kind, input) => {
    if (kind !== 'prop') return text(input)
    sink({ category: [], level: 'info', message: [], rawMessage: '', timestamp: 0, properties: input })
    return strings(seen, text)
  }
}
