#!/usr/bin/env node
import { planCommand } from './planCommand.ts'

const { lines, exitCode } = await planCommand(process.argv.slice(2))
const stream = exitCode === 2 ? process.stderr : process.stdout
if (lines.length) stream.write(`${lines.join('\n')}\n`)
process.exitCode = exitCode
