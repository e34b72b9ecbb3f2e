/** Throws at once what a developer must mend: an `Error` with `code: 'format'` that names the format and the fix. */
export function checkOption(right: boolean, fix: string): void {
  if (!right) throw Object.assign(new Error(`askfirst: format ${fix}`), { code: 'format' })
}

/** Throws unless the address is one of http(s) or a path of the page's own origin (`/…`, `./…`). */
export function checkEndpoint(format: string, endpoint: string): void {
  checkOption(
    /^(https?:\/\/[^\s/?#@]+(\/|$)|\.{0,2}\/(?!\/))\S*$/i.test(endpoint),
    `${format}: endpoint must be a URL or a path, as "https://collector.example/…" or "/…"`,
  )
}
