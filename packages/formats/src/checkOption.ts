/** Throws at once what a developer must mend: an `Error` with `code: 'format'` that names the format and the fix. */
export function checkOption(right: boolean, fix: string): void {
  if (!right) throw Object.assign(new Error(`askfirst: format ${fix}`), { code: 'format' })
}

/**
 * Throws unless the address is one of http(s), or a path of the page's own origin (`/…`, `./…`), that names more than
 * a host. Any path will do: a site's own server may give the collector's another name.
 *
 * @param usual how the address ends where nothing renames it: for the fix
 */
export function checkEndpoint(format: string, endpoint: string, usual: string): void {
  checkOption(
    /^(https?:\/\/[^\s/?#@]+|\.{0,2})(\/[^\s/]+)+$/i.test(endpoint),
    `${format}: endpoint must be a URL or a path, whole, as "https://collector.example${usual}"`,
  )
}
