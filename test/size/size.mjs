// Prints what a visitor downloads, and fails where it is over the limit of limits.json (measured + 3 %).
// `--update` writes the limits from what is measured now.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'
import { minify } from 'terser'
import { PARTS, partOf } from './parts.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const limitsFile = new URL('limits.json', import.meta.url)
const SLACK = 1.03

/** Goals in bytes: brotli, but for the stub, which stands uncompressed in the page. */
const FILES = [
  {
    name: 'askfirst.js',
    path: 'packages/askfirst/dist/askfirst.js',
    goal: 10_000,
    source: 'packages/askfirst/src/script/askfirst.ts',
  },
  // Loaded once the record grants something.
  {
    name: 'askfirst-outbox.js',
    path: 'packages/askfirst/dist/askfirst-outbox.js',
    source: 'packages/askfirst/src/script/outbox.ts',
  },
  { name: 'askfirst-more.js', path: 'packages/askfirst/dist/askfirst-more.js' },
  // Banner, centre, their style and English; receipts are loaded beside it, and of the other languages at most one.
  { name: 'askfirst-banner.js', path: 'packages/ui/dist/askfirst-banner.js', goal: 6_500 },
  { name: 'askfirst-signal.js', path: 'packages/ui/dist/askfirst-signal.js' },
  { name: 'askfirst-receipt.js', path: 'packages/ui/dist/askfirst-receipt.js' },
  ...['ar', 'de', 'es', 'fr', 'he', 'it', 'pt'].map((tag) => ({
    name: `askfirst-locale-${tag}.js`,
    path: `packages/ui/dist/askfirst-locale-${tag}.js`,
    goal: 700,
  })),
  { name: 'askfirst-vitals.js', path: 'packages/askfirst/dist/askfirst-vitals.js' },
  { name: 'stub.js', path: 'packages/askfirst/dist/stub.js', goal: 500, plain: true },
]

const rows = FILES.map(({ path, ...file }) => measure(file, readFileSync(root + path)))
rows.push(measure({ name: "import { init } from 'askfirst'" }, await npmEntry()))
for (const [name, file, goal] of [
  ['detectors, core set', '{ scrubProps, scrubText, scrubUrl } from "./dist/index.js"', 3_000],
  ['detectors, lazy pack', '{ pack } from "./dist/pack.js"', 4_000],
])
  rows.push(measure({ name, goal }, await detectors(file)))

if (process.argv.includes('--update')) {
  // Within a goal there is no slack beyond it.
  const limits = rows.map(({ name, counted, goal = 0 }) => {
    const most = Math.ceil(counted * SLACK)
    return [name, counted <= goal ? Math.min(goal, most) : most]
  })
  writeFileSync(limitsFile, `${JSON.stringify(Object.fromEntries(limits), null, 2)}\n`)
}
const limits = JSON.parse(readFileSync(limitsFile, 'utf8'))

print(['', 'minified', 'brotli 11', 'limit', 'note'])
for (const row of rows) {
  const limit = limits[row.name]
  const over = !(row.counted <= limit)
  if (over) process.exitCode = 1
  print([row.name, row.bytes, row.brotli, limit ?? 'none', over ? 'OVER THE LIMIT' : goalNote(row)])
  for (const [part, share] of await shares(row)) print([`  ${part}`, '', share, '', ''])
}
const [first, second] = rows
console.log(`A page without a yes loads ${first.brotli}, with one ${first.brotli + second.brotli}.`)
console.log('Bytes. The limit of stub.js is on its minified bytes, the others are on brotli.')
console.log("Parts: the file's brotli bytes, shared out by each part's minified bytes in an esbuild bundle.")

function measure(file, content) {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
  const brotli = brotliCompressSync(content, quality).length
  return { ...file, bytes: content.length, brotli, counted: file.plain ? content.length : brotli }
}

function goalNote({ goal, counted }) {
  if (!goal) return ''
  return counted <= goal ? `within the goal of ${goal}` : `${counted - goal} OVER THE GOAL of ${goal}`
}

/** What a bundler makes of the npm package for a page that only calls `init`: what loads at once, not what may later. */
async function npmEntry() {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: "import { init } from './dist/index.js'\ninit({ endpoint: '/v1/events' })",
      resolveDir: `${root}packages/askfirst`,
    },
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    outdir: root,
    format: 'esm',
    target: 'es2022',
  })
  const outputs = Object.values(metafile.outputs)
  const atOnce = [outputs.findIndex(({ entryPoint }) => entryPoint === '<stdin>')]
  const paths = Object.keys(metafile.outputs)
  for (const index of atOnce)
    for (const { path, kind } of outputs[index].imports)
      if (kind === 'import-statement' && !atOnce.includes(paths.indexOf(path)))
        atOnce.push(paths.indexOf(path))
  return Buffer.concat(atOnce.map((index) => outputFiles[index].contents))
}

/** What of `@askfirst/privacy` a page loads, made small as the script-tag build is. */
async function detectors(what) {
  const { outputFiles } = await build({
    stdin: { contents: `export ${what}`, resolveDir: `${root}packages/privacy` },
    bundle: true,
    write: false,
    minifySyntax: true,
    charset: 'utf8',
    format: 'esm',
    target: 'es2022',
  })
  const compress = { passes: 6, ecma: 2020, unsafe_arrows: true, unsafe: true, pure_getters: true }
  const { code } = await minify(outputFiles[0].text, {
    module: true,
    ecma: 2020,
    compress,
    format: { ascii_only: true },
  })
  return Buffer.from(code)
}

/** What each part takes of a file whose source is named. */
async function shares({ source, brotli }) {
  if (!source) return []
  const { metafile } = await build({
    entryPoints: [root + source],
    absWorkingDir: root,
    tsconfig: `${root}tsconfig.base.json`,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
  })
  const [{ inputs }] = Object.values(metafile.outputs)
  const sums = new Map(PARTS.map(([part]) => [part, 0]))
  let all = 0
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const part = partOf(path)
    sums.set(part, sums.get(part) + bytesInOutput)
    all += bytesInOutput
  }
  return [...sums].flatMap(([part, bytes]) => (bytes ? [[part, Math.round((bytes / all) * brotli)]] : []))
}

function print(cells) {
  const widths = [34, 9, 10, 7, 0]
  console.log(
    cells
      .map((cell, i) => (i % 4 ? `${cell}`.padStart(widths[i]) : `${cell}`.padEnd(widths[i])))
      .join('  ')
      .trimEnd(),
  )
}
