import { parseArgs } from 'node:util'
import { compilePlan } from '../author/compilePlan.ts'
import { planToJson } from '../author/planToJson.ts'
import { checkPlan } from '../check/checkPlan.ts'
import { diffPlans } from '../check/diffPlans.ts'
import { keptRecords } from '../check/keptRecords.ts'
import { leakCheck } from '../check/leakCheck.ts'
import { type UniquenessReport, uniqueness } from '../check/uniqueness.ts'
import type { CommandResult } from './commandResult.ts'
import { readEvents } from './readEvents.ts'
import { readPlan } from './readPlan.ts'
import { diffLines, findingLines, leakLines, uniquenessLines } from './reportLines.ts'

const USAGE = `askfirst-plan check PLAN [EVENTS] [--strict]              what deserves a second look; --strict: 1 then
askfirst-plan leaks PLAN EVENTS [--known VALUE]...        1 where personal data leaves outside free text
askfirst-plan uniqueness PLAN EVENTS [--max-unique 0.05]  which kept fields together single people out
askfirst-plan diff BEFORE AFTER [--fail-on-widening]      whether visitors have to be asked again
askfirst-plan compile PLAN                                what a page loads, as JSON
askfirst-plan json PLAN                                   the whole plan as JSON
PLAN: a JSON file, or a JavaScript module with a default export. EVENTS: { "name", "props" }, one a line.
--json: check, leaks, uniqueness and diff as JSON. --params a,b: URL parameters that the site keeps.`

interface Flags {
  json: boolean
  strict: boolean
  failOnWidening: boolean
  /** share of an event's records that all kept fields together may single out, 0 to 1 */
  maxUnique: number
  known: readonly string[]
  params: readonly string[]
}
type Command = (files: readonly string[], flags: Flags) => Promise<CommandResult>

/** Commands, each with how many files it takes, at least and at most. */
const COMMANDS: Readonly<Record<string, readonly [least: number, most: number, run: Command]>> = {
  check: [1, 2, check],
  leaks: [2, 2, leaks],
  uniqueness: [2, 2, unique],
  diff: [2, 2, diff],
  compile: [1, 1, async ([plan]) => json(compilePlan(await readPlan(plan!)))],
  json: [1, 1, async ([plan]) => json(planToJson(await readPlan(plan!)))],
}

/** Runs `askfirst-plan` with these arguments. */
export async function planCommand(args: readonly string[]): Promise<CommandResult> {
  try {
    const { help, name, files, flags } = readArguments(args)
    if (help) return { lines: [USAGE], exitCode: 0 }
    const [least, most, run] = (Object.hasOwn(COMMANDS, name) && COMMANDS[name]) || [1, 0]
    if (!run || files.length < least || files.length > most) return { lines: [USAGE], exitCode: 2 }
    return await run(files, flags)
  } catch (error) {
    return { lines: [error instanceof Error ? error.message : String(error)], exitCode: 2 }
  }
}

function readArguments(args: readonly string[]): {
  help: boolean
  name: string
  files: string[]
  flags: Flags
} {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      'fail-on-widening': { type: 'boolean', default: false },
      'max-unique': { type: 'string', default: '1' },
      known: { type: 'string', multiple: true, default: [] },
      params: { type: 'string', default: '' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const { json, strict, known, help } = values
  const maxUnique = Number(values['max-unique'])
  if (!(maxUnique >= 0 && maxUnique <= 1)) throw new Error('--max-unique: write a share from 0 to 1')
  const [name = '', ...files] = positionals
  const params = values.params.split(',').filter(Boolean)
  return {
    help,
    name,
    files,
    flags: { json, strict, failOnWidening: values['fail-on-widening'], maxUnique, known, params },
  }
}

async function check([path, recording]: readonly string[], flags: Flags): Promise<CommandResult> {
  const plan = await readPlan(path!)
  const findings = checkPlan(plan)
  const found = recording === undefined ? undefined : await uniquenessByEvent(path!, recording)
  const exitCode = flags.strict && findings.length ? 1 : 0
  if (flags.json) return json({ findings, uniqueness: found }, exitCode)
  return { lines: [...findingLines(findings), ...(found ? uniquenessLines(found) : [])], exitCode }
}

async function leaks([path, recording]: readonly string[], flags: Flags): Promise<CommandResult> {
  const { known, params } = flags
  const report = leakCheck(await readPlan(path!), await readEvents(recording!), { known, params })
  const exitCode = report.leaks ? 1 : 0
  return flags.json ? json(report, exitCode) : { lines: leakLines(report), exitCode }
}

async function unique([path, recording]: readonly string[], flags: Flags): Promise<CommandResult> {
  const found = await uniquenessByEvent(path!, recording!)
  const exitCode = Object.values(found).some(({ all }) => all > flags.maxUnique) ? 1 : 0
  return flags.json ? json(found, exitCode) : { lines: uniquenessLines(found), exitCode }
}

async function diff([before, after]: readonly string[], flags: Flags): Promise<CommandResult> {
  const changes = diffPlans(await readPlan(before!), await readPlan(after!))
  const exitCode = flags.failOnWidening && changes.change === 'widening' ? 1 : 0
  return flags.json ? json(changes, exitCode) : { lines: diffLines(changes), exitCode }
}

async function uniquenessByEvent(plan: string, events: string): Promise<Record<string, UniquenessReport>> {
  const kept = keptRecords(await readPlan(plan), await readEvents(events))
  return Object.fromEntries([...kept].map(([event, records]) => [event, uniqueness(records)]))
}

function json(value: unknown, exitCode: CommandResult['exitCode'] = 0): CommandResult {
  return { lines: [JSON.stringify(value, null, 2)], exitCode }
}
