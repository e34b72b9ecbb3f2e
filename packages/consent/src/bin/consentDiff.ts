#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { diffReport } from './diffReport.ts'

const [before, after, ...others] = process.argv.slice(2)
if (before === undefined || after === undefined || others.length) {
  process.stderr.write('askfirst-consent-diff BEFORE.json AFTER.json\n')
  process.exitCode = 2
} else {
  const { lines, exitCode } = diffReport(before, after, (path) => readFileSync(path, 'utf8'))
  const stream = exitCode === 2 ? process.stderr : process.stdout
  stream.write(`${lines.join('\n')}\n`)
  process.exitCode = exitCode
}
