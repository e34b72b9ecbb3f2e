import { compareConfigs } from '../config/changeClass.ts'
import { checkConfig } from '../config/checkConfig.ts'
import type { ConsentConfig } from '../config/consentConfig.ts'
import { lintConfig } from '../config/lintConfig.ts'

export interface DiffReport {
  lines: string[]
  /** 0: none or cosmetic; 1: material or breaking, so that visitors are asked again; 2: a file that can't be used */
  exitCode: 0 | 1 | 2
}

/** What the change from one published file to the other means, in lines to print. Never throws. */
export function diffReport(before: string, after: string, read: (path: string) => string): DiffReport {
  const [one, two] = [load(before, read), load(after, read)]
  if (typeof one === 'string' || typeof two === 'string')
    return { lines: [one, two].filter((each) => typeof each === 'string'), exitCode: 2 }
  const { class: changeClass, purposes, changes } = compareConfigs(one, two)
  return {
    lines: [
      `change: ${changeClass}`,
      `asked again: ${purposes.join(', ') || 'nobody'}`,
      ...changes.map((change) => `  ${change.class.padEnd(8)} ${change.path}`),
      ...lintConfig(two).map((warning) => `warning: ${warning}`),
    ],
    exitCode: changeClass === 'material' || changeClass === 'breaking' ? 1 : 0,
  }
}

/** The configuration, or what is wrong with its file. */
function load(path: string, read: (path: string) => string): ConsentConfig | string {
  try {
    return checkConfig(JSON.parse(read(path)))
  } catch (error) {
    return `${path}: ${error instanceof Error ? error.message : String(error)}`
  }
}
