/** The error of a format that is configured wrong: code `format`, the fix in its message. */
export function wrongOption(format: string, fix: string): Error & { code: 'format' } {
  return Object.assign(new Error(`askfirst: format ${format}: ${fix}`), { code: 'format' as const })
}
