/** The up to three names that take the fewest edits to come from what was written, the nearest first. */
export function nearest(written: string, names: readonly string[]): string[] {
  // What a stranger writes can be long, and the work grows with its square.
  const start = written.slice(0, 40).toLowerCase()
  return names
    .map((name) => ({ name, edits: edits(start, name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** Levenshtein's distance. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
