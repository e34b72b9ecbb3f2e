/** What a command prints, and how it ends: 0 well, 1 with something found, 2 not run (then on standard error). */
export interface CommandResult {
  lines: string[]
  exitCode: 0 | 1 | 2
}
