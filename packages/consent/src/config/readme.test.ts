import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { checkConfig } from './checkConfig.ts'
import { lintConfig } from './lintConfig.ts'
import { PACK_SOURCES } from './packSources.ts'
import { PACKS, type PackId } from './packs.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

it('the README shows a configuration that holds, with nothing to warn of but what it leaves out', () => {
  const [, example] = /```json\n([\s\S]*?)```/.exec(readme)!
  expect(lintConfig(checkConfig(JSON.parse(example!)))).toEqual([
    expect.stringContaining('purposes.surveys: say which data'),
  ])
})

it.each(Object.keys(PACKS) as PackId[])('the README has the days and the date of pack %s', (id) => {
  const row = readme.split('\n').find((line) => line.startsWith(`| \`${id}\` `))
  const [, , , before, lasts, quiet, asOf] = row!.split('|').map((cell) => cell.trim())
  const { on, lastsDays, quietDays } = PACKS[id]
  expect([lasts, quiet, asOf]).toEqual([
    `${lastsDays} days`,
    quietDays ? `${quietDays} days` : '',
    PACK_SOURCES[id].asOf,
  ])
  if (on) expect(before).toBe(on.map((purpose) => `\`${purpose}\` on`).join())
  else expect(before).toMatch(/^nothing on/)
})
