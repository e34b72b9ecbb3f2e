import type { Json } from './format.ts'

/** Host, path and query (with its `?`) of an address with a scheme; empty texts where it has none. */
export function addressParts(url: Json | undefined): { host: string; path: string; search: string } {
  const [, host = '', path = '', search = ''] =
    /^[^:/?#]+:\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/.exec(String(url)) ?? []
  return { host, path, search }
}
