import { fold, leaves, percentDecoded, readable } from './readable.mjs'
import { survives, survivesAsHash, survivesInPart } from './survives.mjs'

/** Types whose values can be told by themselves, and those that need a key or a label. Names are counted apart. */
const GROUPS = {
  core: 'email phone card iban ipv4 ipv6 mac ssn national_id token password crypto imei'.split(' '),
  contextual: 'passport plate dob username health_id geo address'.split(' '),
  names: ['name'],
}

/**
 * Holds outputs against the cases they were made of; `outputs[i]` is an Error where the tool threw, which counts
 * as an unchanged input.
 *
 * @returns shares from 0 to 1: `core`, `contextual`, `names`, `withoutNames` and `byType`, `byAnnouncement`,
 *   `byEncoding`, `bySource` as `{ values, leaked, inPart, rate }` (the first four with `precision`, where kept
 *   strings that were lost are the false finds, and `f1`); `negatives` as `{ cases, changed, rate }`;
 *   `kept` as `{ strings, lost, rate }`; `hashes` and `errors` as counts; and the `leaks` and `alarms` themselves
 */
export function score(cases, outputs) {
  const tally = {
    byType: {},
    byAnnouncement: {},
    byEncoding: {},
    bySource: {},
    negatives: { cases: 0, changed: 0 },
    kept: { strings: 0, lost: 0 },
    hashes: 0,
    errors: 0,
    leaks: [],
    alarms: [],
  }
  for (const [at, item] of cases.entries()) {
    const threw = outputs[at] instanceof Error
    if (threw) tally.errors++
    addCase(tally, item, threw ? item.input : outputs[at])
  }
  return summary(tally)
}

function addCase(tally, item, output) {
  const seen = readable(output)
  const json = JSON.stringify(output) ?? ''
  for (const entry of item.pii) {
    const leaked = survives(entry.value, entry.type, seen)
    const inPart = !leaked && survivesInPart(entry.value, entry.type, seen)
    if (leaked) tally.leaks.push({ id: item.id, ...entry, source: item.source, input: item.input, output })
    else if (survivesAsHash(entry.value, json)) tally.hashes++
    count(tally.byType, entry.type, leaked, inPart)
    if (entry.type === 'name') continue
    count(tally.byAnnouncement, entry.hard ? 'disguised' : entry.ctx, leaked, inPart)
    count(tally.byEncoding, entry.enc ?? 'plain', leaked, inPart)
    count(tally.bySource, item.source, leaked, inPart)
  }
  for (const text of item.keep ?? []) {
    tally.kept.strings++
    if (!seen.texts.some((shown) => shown.includes(fold(String(text))))) tally.kept.lost++
  }
  if (!item.neg) return
  tally.negatives.cases++
  if (canonical(item.input) === canonical(output)) return
  tally.negatives.changed++
  tally.alarms.push({ id: item.id, source: item.source, input: item.input, output })
}

function count(rows, name, leaked, inPart) {
  rows[name] ??= { values: 0, leaked: 0, inPart: 0 }
  const row = rows[name]
  row.values++
  if (leaked) row.leaked++
  if (inPart) row.inPart++
}

/** How a value is written, encoded or in another order, is no change of what it says. */
function canonical(value) {
  return JSON.stringify(
    leaves(value)
      .map((leaf) => fold(percentDecoded(leaf).replaceAll('+', ' ')))
      .sort(),
  )
}

function summary(tally) {
  const { byType, negatives, kept } = tally
  const group = (holds) => {
    const rows = Object.keys(byType).filter(holds)
    const sum = { values: 0, leaked: 0, inPart: 0 }
    for (const type of rows) for (const key of Object.keys(sum)) sum[key] += byType[type][key]
    const found = sum.values - sum.leaked
    const precision = found / (found + kept.lost || 1)
    const recall = found / (sum.values || 1)
    return { ...rated(sum), precision, f1: (2 * precision * recall) / (precision + recall || 1) }
  }
  return {
    ...Object.fromEntries(
      Object.entries(GROUPS).map(([name, types]) => [name, group((t) => types.includes(t))]),
    ),
    withoutNames: group((type) => type !== 'name'),
    negatives: { ...negatives, rate: negatives.changed / (negatives.cases || 1) },
    kept: { ...kept, rate: kept.lost / (kept.strings || 1) },
    hashes: tally.hashes,
    errors: tally.errors,
    ...Object.fromEntries(
      ['byType', 'byAnnouncement', 'byEncoding', 'bySource'].map((name) => [
        name,
        Object.fromEntries(Object.entries(tally[name]).map(([key, row]) => [key, rated(row)])),
      ]),
    ),
    leaks: tally.leaks,
    alarms: tally.alarms,
  }
}

function rated(row) {
  return { ...row, rate: row.leaked / (row.values || 1) }
}
