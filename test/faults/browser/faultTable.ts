import type { Reporter, TestModule } from 'vitest/node'
import type { FaultRow } from './faultRow.ts'

const HEAD = [
  'fault',
  'browser',
  'sent',
  'unique arrived',
  'duplicates',
  'losses told',
  'gaps reported',
  '',
] as const

/** Prints what the tests have put into the table, in Markdown, when all have ended. */
export function faultTable(): Reporter {
  return {
    onTestRunEnd: (modules) => {
      const rows = modules
        .flatMap(rowsOf)
        .sort((a, b) => a.number - b.number || a.fault.localeCompare(b.fault))
      const lines = [HEAD, HEAD.map(() => '---'), ...rows.map(cells)]
      console.log(`\n${lines.map((line) => `| ${line.join(' | ')} |`).join('\n')}\n`)
    },
  }
}

function rowsOf(module: TestModule): FaultRow[] {
  return [...module.children.allTests()].flatMap((test) => {
    const rows = test.meta().faultRows ?? []
    // What fails besides the lines, such as a request that came too early, fails them all.
    const besides = test.result().state === 'failed' && rows.every(({ kept }) => kept)
    return rows.map((row) => ({ ...row, kept: row.kept && !besides }))
  })
}

function cells(row: FaultRow): string[] {
  const { number, fault, browser, sent, arrived, duplicates, losses, gaps, kept } = row
  const tails = gaps.unknownTails ? `; open tails: ${gaps.unknownTails}` : ''
  const told = [`${gaps.unexplained} unexplained`, ...counts(gaps.explained)].join(', ')
  return [
    `${number} ${fault}`,
    browser,
    `${sent}`,
    `${arrived}`,
    `${duplicates}`,
    counts(losses).join(', ') || 'none',
    `${told}${tails}`,
    kept ? 'ok' : 'FAILED',
  ]
}

function counts(losses: Record<string, number>): string[] {
  return Object.entries(losses).map(([reason, count]) => `${count} ${reason}`)
}
