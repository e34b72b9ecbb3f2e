/** The error of a format's wrong option, thrown when it is configured: `code` is `format`, the message ends with the fix. */
export function misconfigured(format: string, fix: string): Error & { code: 'format' } {
  return Object.assign(new Error(`askfirst: format ${format}: ${fix}`), { code: 'format' as const })
}
