// Plays the property tests with ever new seeds until one fails or the minutes are over: `pnpm soak [MINUTES]`.
import { spawnSync } from 'node:child_process'

const end = Date.now() + Number(process.argv[2] ?? 30) * 60_000
let seeds = 0
for (let seed = Math.floor(Math.random() * 1e6); Date.now() < end; seed++) {
  const args = ['run', '--config', 'test/vitest.config.ts', 'property.test']
  const env = { ...process.env, ASKFIRST_SEED: String(seed), ASKFIRST_RUNS: '1000' }
  const { status, stdout } = spawnSync('vitest', args, { env, encoding: 'utf8' })
  if (status) {
    console.log(
      `${stdout}\nseed ${seed} fails: ASKFIRST_SEED=${seed} ASKFIRST_RUNS=1000 vitest ${args.join(' ')}`,
    )
    process.exit(1)
  }
  console.log(`seed ${seed}: 3 x 1,000 runs without a breach`)
  seeds++
}
console.log(`${seeds} seeds without a breach`)
