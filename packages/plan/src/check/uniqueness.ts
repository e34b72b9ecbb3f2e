export interface UniquenessOptions {
  /** fields that are combined at most; those with most values go first. Default: 16 */
  readonly fields?: number
  /** records that are looked at, the first ones. Default: 20,000 */
  readonly records?: number
}

/** Fields that together single records out. */
export interface Combination {
  /** one to three names */
  fields: readonly string[]
  /** number of records that share these values with no other */
  unique: number
  /** the same as a share, 0 to 1 */
  share: number
  /** number of records that these fields single out, and no part of them does */
  minimal: number
}

export interface UniquenessReport {
  records: number
  /** share of records that all fields together single out */
  all: number
  /** those with `minimal` above 0, the greatest first */
  combinations: Combination[]
  /** what the bounds left out */
  leftOut: { fields: readonly string[]; records: number }
}

/** A column's values as numbers from 0, in order of their first appearance. */
interface Column {
  name: string
  codes: Uint32Array
  values: number
}

/**
 * Which fields, alone or up to three together, single records out: re-identification comes from combinations. A record
 * without a field counts as having a value that says so. Work is bounded: 696 combinations of 16 fields.
 */
export function uniqueness(
  events: readonly Readonly<Record<string, unknown>>[],
  fields: readonly string[] = [...new Set(events.flatMap(Object.keys))],
  { fields: most = 16, records: mostRecords = 20_000 }: UniquenessOptions = {},
): UniquenessReport {
  const records = events.slice(0, mostRecords)
  const columns = fields.map((name) => columnOf(name, records)).sort((a, b) => b.values - a.values)
  const used = columns.slice(0, most)
  const singled = new Map<string, Uint8Array>()
  const combinations: Combination[] = []
  for (const indexes of upTo3(used.length)) {
    const flags = uniqueIn(
      indexes.map((i) => used[i]!),
      records.length,
    )
    if (indexes.length < 3) singled.set(indexes.join(), flags)
    const parts = partsOf(indexes).map((part) => singled.get(part)!)
    let unique = 0
    let minimal = 0
    for (let record = 0; record < flags.length; record++) {
      if (!flags[record]) continue
      unique++
      if (parts.every((part) => !part[record])) minimal++
    }
    const names = indexes.map((i) => used[i]!.name)
    if (minimal) combinations.push({ fields: names, unique, share: unique / records.length, minimal })
  }
  const all = uniqueIn(columns, records.length).reduce((sum, flag) => sum + flag, 0)
  return {
    records: records.length,
    all: records.length ? all / records.length : 0,
    combinations: combinations.sort((a, b) => b.minimal - a.minimal || a.fields.length - b.fields.length),
    leftOut: {
      fields: columns.slice(most).map(({ name }) => name),
      records: events.length - records.length,
    },
  }
}

function columnOf(name: string, records: readonly Readonly<Record<string, unknown>>[]): Column {
  const seen = new Map<string | undefined, number>()
  const codes = Uint32Array.from(records, (record) => {
    const value = Object.hasOwn(record, name) ? JSON.stringify(record[name]) : undefined
    const code = seen.get(value) ?? seen.size
    seen.set(value, code)
    return code
  })
  return { name, codes, values: seen.size }
}

/** 1 for each record whose values in these columns no other record has. */
function uniqueIn(columns: readonly Column[], records: number): Uint8Array {
  let groups = new Float64Array(records)
  // Column by column, so that numbers stay small: a group is what its records have had in common so far.
  for (const { codes, values } of columns) {
    const seen = new Map<number, number>()
    groups = groups.map((group, record) => {
      const joint = group * values + codes[record]!
      const next = seen.get(joint) ?? seen.size
      seen.set(joint, next)
      return next
    })
  }
  const sizes = new Uint32Array(records)
  for (const group of groups) sizes[group]!++
  return Uint8Array.from(groups, (group) => (sizes[group] === 1 ? 1 : 0))
}

/** Ascending indexes below `count`: all single ones, then all pairs, then all triples. */
function* upTo3(count: number): Generator<number[]> {
  for (let a = 0; a < count; a++) yield [a]
  for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) yield [a, b]
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) for (let c = b + 1; c < count; c++) yield [a, b, c]
}

/** The proper parts of a combination, as keys. */
function partsOf(indexes: readonly number[]): string[] {
  if (indexes.length < 2) return []
  const singles = indexes.map(String)
  return indexes.length < 3
    ? singles
    : [...singles, ...indexes.map((_, i) => indexes.filter((_index, at) => at !== i).join())]
}
