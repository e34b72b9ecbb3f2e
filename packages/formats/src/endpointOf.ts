import { misconfigured } from './misconfigured.ts'

/** An address with a host, or a path of the page's own origin; without credentials, which `fetch` refuses. */
const ENDPOINT = /^(https?:\/\/[^\s/?#@]+(?=[/?]|$)|\/(?![/\\]))[^\s#]*$/i

/**
 * The address that events go to.
 *
 * @param option what the site calls it, for the message
 * @param given a URL with http or https, or a path that begins with one `/`
 * @param path goes after it; then it holds no query
 * @throws an `Error` with the code `format` where it is neither
 */
export function endpointOf(format: string, option: string, given: unknown, path = ''): string {
  if (typeof given !== 'string' || !ENDPOINT.test(given) || (path && given.includes('?')))
    throw misconfigured(format, `${option} must be a URL such as https://in.example, or a path such as /in`)
  return path ? given.replace(/\/+$/, '') + path : given
}
