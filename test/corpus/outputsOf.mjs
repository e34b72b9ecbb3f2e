/** What `redact` makes of each case, one after the other; an Error where it threw. Inputs are copied before. */
export async function outputsOf(redact, cases) {
  const outputs = []
  for (const { kind, input } of cases) {
    try {
      outputs.push(await redact(kind, structuredClone(input)))
    } catch (error) {
      outputs.push(error instanceof Error ? error : new Error(String(error)))
    }
  }
  return outputs
}
