const LONGEST_MS = 20_000

/**
 * How fast `redact` goes through `cases` on this thread: the best of `rounds` passes, and per input the best of its
 * times, which leaves out what other processes took.
 *
 * @returns inputs and megabytes (JSON, UTF-8) a second, and microseconds an input: half, 99 % and the slowest
 */
export async function speed(redact, cases, rounds = 5) {
  const bytes = cases.reduce((sum, { input }) => sum + Buffer.byteLength(written(input)), 0)
  const best = new Float64Array(cases.length).fill(Number.POSITIVE_INFINITY)
  let pass = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const inputs = cases.map(({ kind, input }) => [kind, structuredClone(input)])
    const start = performance.now()
    for (const [at, [kind, input]] of inputs.entries()) {
      const before = process.hrtime.bigint()
      try {
        const output = redact(kind, input)
        if (output instanceof Promise) await output
      } catch {
        // a tool that throws is slow or fast at it all the same; `score` counts the error
      }
      best[at] = Math.min(best[at], Number(process.hrtime.bigint() - before) / 1e3)
    }
    const ms = performance.now() - start
    pass = Math.min(pass, ms)
    if (ms > LONGEST_MS) break
  }
  const sorted = best.toSorted()
  return {
    inputsPerSecond: Math.round((cases.length / pass) * 1e3),
    megabytesPerSecond: bytes / 1e3 / pass,
    p50: sorted[sorted.length >> 1],
    p99: sorted[Math.floor(sorted.length * 0.99)],
    slowest: sorted[sorted.length - 1],
  }
}

function written(input) {
  return typeof input === 'string' ? input : JSON.stringify(input)
}
