/** What a wrong configuration throws: `name` AskfirstError, a stable `code`, and the fix in the message. */
export function configError(code: string, message: string): Error & { code: string } {
  return Object.assign(new TypeError(message), { name: 'AskfirstError', code })
}
