import { misconfigured } from './misconfigured.ts'

/** An http(s) URL without user and fragment, or a path that begins with one slash. */
const ENDPOINT = /^(https?:\/\/[^\s/?#@\\]+)?(\/(?![/\\])[^\s#]*)?$/i

/**
 * The endpoint as given.
 *
 * @param path what the collector's addresses end with as a rule: an endpoint that names a host alone is refused
 * @throws Error with code `format` where it is no URL and no path of this site
 */
export function checkedEndpoint(format: string, endpoint: unknown, path?: string): string {
  if (typeof endpoint !== 'string' || !endpoint || !ENDPOINT.test(endpoint))
    throw misconfigured(format, 'give endpoint as https://host/path, or as /path on this site')
  if (path && /^https?:\/\/[^/]+\/?$/i.test(endpoint))
    throw misconfigured(format, `give endpoint with its path, as a rule ${path}`)
  return endpoint
}
