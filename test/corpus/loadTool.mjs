/**
 * The `redact` of a tool `{ module, argument? }`: a module (URL) exports either `redact(kind, input)` or
 * `load(argument)`, which resolves with it.
 */
export async function loadTool({ module, argument }) {
  const loaded = await import(module)
  return loaded.load ? loaded.load(argument) : loaded.redact
}
