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
      const rows = modules.flatMap(rowsOf).sort((a, b) => a.number - b.number || a.fault.localeCompare(b.fault))
      const lines = [HEAD, HEAD.map(() => '---'), ...rows.map(cells)]
      console.log(`\n${lines.map((line) => `| ${line.join(' | ')} |`).join('\n')}\n`)
    },
  }
}

function rowsOf(module: TestModule): (FaultRow & { failed: boolean })[] {
  return [...module.children.allTests()].flatMap((test) => {
    const failed = test.result().state === 'failed'
    return (test.meta().faultRows ?? []).map((row) => ({ ...row, failed }))
  })
}

function cells(row: FaultRow & { failed: boolean }): string[] {
  const { number, fault, browser, sent, arrived, duplicates, losses, gaps, failed } = row
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
    failed ? 'FAILED' : 'ok',
  ]
}

function counts(losses: Record<string, number>): string[] {
  return Object.entries(losses).map(([reason, count]) => `${count} ${reason}`)
}
