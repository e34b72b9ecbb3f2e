import { type Props, type ScrubCounts, type ScrubOptions, scrubProps, scrubText } from '@askfirst/privacy'
import { applyPlan, own, type PlannedFields } from '../apply/applyPlan.ts'
import { withBuiltIns } from '../apply/withBuiltIns.ts'
import type { DefinedPlan } from '../author/definedPlan.ts'
import { resolveField } from '../author/fieldViews.ts'
import type { RecordedEvent } from './recordedEvent.ts'

export interface LeakOptions extends ScrubOptions {
  /** values that are known to be personal, such as those of test persons; from 3 characters, in any case */
  readonly known?: readonly string[]
}

/** Finds in one field, by type; `known` for a value that was named beforehand. Never a value. */
export interface LeakFinding {
  event: string
  field: string
  /** whether the plan declares it to hold anything */
  freeText: boolean
  types: Record<string, number>
}

export interface LeakReport {
  /** number of events that were looked at, and of those that the plan lets leave */
  events: number
  passed: number
  /** events that the plan does not declare, and how many there were of each */
  undeclaredEvents: Record<string, number>
  /** fields (`event.field`) that it does not declare */
  undeclaredFields: Record<string, number>
  /** fields whose values are not what it declares */
  invalidFields: Record<string, number>
  /** what the plan let through and the detectors then took out: the plan alone would have leaked it */
  caught: LeakFinding[]
  /** what is still there after plan and detectors */
  left: LeakFinding[]
  /** finds in `left`, and finds in `caught` outside free text: 0 is what a check should ask for */
  leaks: number
}

/** What detectors count besides finds. */
const NO_FIND: readonly string[] = ['param', 'deep', 'long', 'unreadable']

/** Runs recorded events through a plan and the detectors, as the SDK does, and tells what they find, by field and type. */
export function leakCheck(
  plan: DefinedPlan,
  events: readonly RecordedEvent[],
  options: LeakOptions = {},
): LeakReport {
  const report: LeakReport = {
    events: events.length,
    passed: 0,
    undeclaredEvents: {},
    undeclaredFields: {},
    invalidFields: {},
    caught: [],
    left: [],
    leaks: 0,
  }
  const whole = withBuiltIns(plan)
  const known = (options.known ?? []).map((value) => value.toLowerCase()).filter((value) => value.length > 2)
  const caught = new Map<string, LeakFinding>()
  const left = new Map<string, LeakFinding>()
  for (const { name, props = {} } of events) {
    const planned = applyPlan(whole, name, props)
    if (!planned) {
      count(report.undeclaredEvents, scrubText(name, {}, options))
      continue
    }
    report.passed++
    for (const field of planned.undeclared) count(report.undeclaredFields, shown(name, field, options))
    for (const field of planned.invalid) count(report.invalidFields, shown(name, field, options))
    for (const fields of [planned, ...Object.values(planned.apart)])
      for (const [field, once, rest] of scrubbed(fields, options, known)) {
        const freeText = isFree(plan, name, field)
        const where = { event: scrubText(name, {}, options), field: scrubText(field, {}, options), freeText }
        note(caught, where, once)
        note(left, where, rest)
      }
  }
  report.caught.push(...caught.values())
  report.left.push(...left.values())
  report.leaks = finds(report.left) + finds(report.caught.filter(({ freeText }) => !freeText))
  return report
}

/** Each field that leaves, with what the detectors find in it, and with what is left to be found after them. */
function* scrubbed(
  { props, declared }: PlannedFields,
  options: LeakOptions,
  known: readonly string[],
): Generator<[field: string, caught: ScrubCounts, left: ScrubCounts]> {
  const keys = { ...options, keys: [...(options.keys ?? []), ...declared] }
  for (const [field, value] of Object.entries(props)) {
    const once: ScrubCounts = {}
    const rest: ScrubCounts = {}
    const clean: Props = scrubProps({ [field]: value }, once, keys)
    scrubProps(clean, rest, keys)
    const written = JSON.stringify(clean).toLowerCase()
    for (const each of known) if (written.includes(JSON.stringify(each).slice(1, -1))) count(rest, 'known')
    yield [field, once, rest]
  }
}

function note(
  findings: Map<string, LeakFinding>,
  where: Omit<LeakFinding, 'types'>,
  counts: ScrubCounts,
): void {
  const types = Object.entries(counts).filter(([type]) => !NO_FIND.includes(type))
  if (!types.length) return
  const key = JSON.stringify([where.event, where.field])
  const finding = findings.get(key) ?? { ...where, types: {} }
  findings.set(key, finding)
  for (const [type, finds] of types) finding.types[type] = (finding.types[type] ?? 0) + finds
}

/** The fields of the SDK's own page view hold anything, unless the plan declares them. */
function isFree({ source }: DefinedPlan, event: string, field: string): boolean {
  if (source.events && !own(source.events, event) && event === 'page') return true
  return resolveField(source, event, field).freeText
}

function finds(findings: readonly LeakFinding[]): number {
  return findings.flatMap(({ types }) => Object.values(types)).reduce((sum, each) => sum + each, 0)
}

/** Names that are not the plan's may be personal themselves. */
function shown(event: string, field: string, options: ScrubOptions): string {
  return `${scrubText(event, {}, options)}.${scrubText(field, {}, options)}`
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (Object.hasOwn(counts, name) ? counts[name]! : 0) + 1
}
