/** `text` without percent-encoding, however often it was applied (up to nine times). Malformed bytes can't throw. */
export function decoded(text: string): string {
  let plain = text
  for (let i = 0; i < 9 && /%[\da-f]{2}/i.test(plain); i++) {
    plain = plain.replace(/(?:%[\da-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run)
      } catch {
        return unescape(run)
      }
    })
  }
  return plain
}
