/**
 * Calls `probe` every 15 ms until it returns something truthy, which is the result. A probe that throws counts as
 * "not yet" (a page may be between two documents); the last error is told when time is up.
 * @param timeout ms after which it throws, naming `what`
 */
export async function poll<R>(
  what: string,
  probe: () => R | Promise<R>,
  timeout = 5_000,
): Promise<NonNullable<R>> {
  const end = Date.now() + timeout
  let problem = ''
  for (;;) {
    try {
      const found = await probe()
      if (found) return found
      problem = ''
    } catch (error) {
      problem = `, last error: ${(error as Error).message}`
    }
    if (Date.now() > end) throw new Error(`timed out after ${timeout} ms: ${what}${problem}`)
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}
