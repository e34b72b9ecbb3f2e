/** `text` without percent-encoding, however often it was applied (up to nine times). Malformed bytes can't throw. */
export function decoded(text: string): string {
  let plain = text
  for (let rounds = 9; rounds-- && plain.includes('%'); ) {
    plain = plain.replace(/(%[\da-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run)
      } catch {
        return unescape(run)
      }
    })
  }
  return plain
}
