// Sees that nothing is sent for a minute after a withdrawal, in all three browsers: `pnpm silence [SECONDS=60]` after a
// build. The suite's own test waits for 30 s.
import { spawnSync } from 'node:child_process'

const seconds = Number(process.argv[2] ?? 60)
const file = 'test/browser/consentWithdrawal.test.ts'
// What a test does before and after its silence takes about as long as the test of the suite.
const args = [
  'run',
  '--config',
  'test/browser/vitest.config.ts',
  file,
  `--testTimeout=${(seconds + 120) * 1_000}`,
]
const env = { ...process.env, ASKFIRST_SILENCE_S: String(seconds) }
const { status } = spawnSync('vitest', [...args, '--retry=0', '--reporter=verbose'], {
  env,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
