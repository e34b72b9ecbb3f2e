import { misconfigured } from './misconfigured.ts'

/**
 * Headers that a collector demands beside its content type, as given.
 *
 * @throws Error with code `format` where a name or value is none that fetch would take (RFC 9110, 5.1 and 5.5)
 */
export function checkedHeaders(format: string, headers: unknown = {}): Record<string, string> {
  const fits =
    typeof headers === 'object' &&
    headers !== null &&
    Object.entries(headers).every(
      ([name, value]) =>
        /^(?!content-type$)[\w!#$%&'*+.^`|~-]+$/i.test(name) &&
        typeof value === 'string' &&
        /^[ -~]+$/.test(value),
    )
  if (!fits) throw misconfigured(format, 'give headers as { name: text }, without content-type')
  return headers as Record<string, string>
}
