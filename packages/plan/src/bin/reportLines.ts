import type { PlanFinding } from '../check/checkPlan.ts'
import type { PlanDiff } from '../check/diffPlans.ts'
import type { LeakFinding, LeakReport } from '../check/leakCheck.ts'
import type { UniquenessReport } from '../check/uniqueness.ts'

/** Combinations that are printed of one event; the rest is in the JSON. */
const MOST = 10

export function findingLines(findings: readonly PlanFinding[]): string[] {
  return [`findings: ${findings.length}`, ...findings.map(({ where, what }) => `${where} ${what}`)]
}

export function leakLines(report: LeakReport): string[] {
  return [
    `events: ${report.events}, declared: ${report.passed}`,
    ...countLines('undeclared event', report.undeclaredEvents),
    ...countLines('undeclared field', report.undeclaredFields),
    ...countLines('not as declared', report.invalidFields),
    ...report.caught.map((finding) => `caught by the detectors: ${findingLine(finding)}`),
    ...report.left.map((finding) => `left: ${findingLine(finding)}`),
    `leaks: ${report.leaks}`,
  ]
}

export function uniquenessLines(reports: Readonly<Record<string, UniquenessReport>>): string[] {
  return Object.entries(reports).flatMap(([event, { records, all, combinations, leftOut }]) => [
    `${event}: ${records} records, ${percent(all)} single by all kept fields together`,
    ...combinations
      .slice(0, MOST)
      .map(
        ({ fields, share, minimal }) =>
          `  ${fields.join(' + ')}: ${percent(share)} single (${minimal} by no part of it)`,
      ),
    ...(combinations.length > MOST ? [`  and ${combinations.length - MOST} more combinations`] : []),
    ...(leftOut.fields.length ? [`  not combined: ${leftOut.fields.join(', ')}`] : []),
    ...(leftOut.records ? [`  not looked at: ${leftOut.records} records`] : []),
  ])
}

export function diffLines({ change, reasons }: PlanDiff): string[] {
  return [
    `change: ${change}`,
    ...reasons.map(({ event, field, change: each, what }) => {
      const name = field === undefined ? (event ?? 'everything else') : `${event ?? 'any event'}.${field}`
      return `${each}: ${name} ${what}`
    }),
  ]
}

function findingLine({ event, field, freeText, types }: LeakFinding): string {
  const finds = Object.entries(types).map(([type, count]) => `${type} ${count}`)
  return `${event}.${field}${freeText ? ' (free text)' : ''}: ${finds.join(', ')}`
}

function countLines(what: string, counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts).map(([name, count]) => `${what}: ${name} (${count})`)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
