import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { afterAll, expect, it } from 'vitest'

const work = mkdtempSync(join(tmpdir(), 'consent-diff-'))
const command = join(work, 'consent-diff.mjs')
buildSync({
  entryPoints: [fileURLToPath(new URL('consentDiff.ts', import.meta.url))],
  outfile: command,
  bundle: true,
  format: 'esm',
  platform: 'node',
})
writeFileSync(join(work, 'before.json'), '{"purposes":[{"id":"measurement"}]}')
writeFileSync(join(work, 'after.json'), '{"purposes":[{"id":"measurement"},{"id":"marketing"}]}')
afterAll(() => rmSync(work, { recursive: true }))

it.each([
  [['before.json', 'before.json'], 0, /^change: none\nasked again: nobody\n/, /^$/],
  [['before.json', 'after.json'], 1, /^change: material\nasked again: marketing\n/, /^$/],
  [['before.json', 'gone.json'], 2, /^$/, /^gone\.json: ENOENT/],
  [['before.json'], 2, /^$/, /^askfirst-consent-diff BEFORE\.json AFTER\.json\n$/],
  [['before.json', 'after.json', 'third.json'], 2, /^$/, /^askfirst-consent-diff /],
])('askfirst-consent-diff %j ends with %i', (files, status, stdout, stderr) => {
  const done = spawnSync(process.execPath, [command, ...files], { cwd: work, encoding: 'utf8' })
  expect(done).toMatchObject({
    status,
    stdout: expect.stringMatching(stdout),
    stderr: expect.stringMatching(stderr),
  })
})
