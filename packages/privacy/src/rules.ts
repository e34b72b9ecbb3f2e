import type { Pack } from './pack.ts'
import { suffixes, words } from './words.ts'

/** The word rules, compiled: for the core set alone, or together with a pack. */
export interface Rules {
  pack: Pack | undefined
  /** a key, split into words by `-`, that names personal data */
  key: RegExp
  /** in text: such a name and what stands between it and the value; then the value */
  label: RegExp
  /** what was made of keys seen before */
  seen: Map<string, string>
}

/** `pattern` with any separator or none for each `_`, and the rest of a word for each `~`. */
const spread = (pattern: string): string =>
  pattern.replace(/_/g, '[-_ .]?').replace(/~/g, '[a-z\xdf-\xff]{0,14}')

function compile(pack: Pack | undefined, names: string, ends: string): Rules {
  const name = spread(`(?:${names})(?:_(?:${ends})){0,5}`)
  return {
    pack,
    key: RegExp(`(?:${name})-*$`, 'i'),
    label: RegExp(
      `(${name}(?:[\\\\"']{0,4} ?[:=#]+ ?[\\\\"']{0,4}| ))((?<=["'])[^"'\\\\[]+|[^\\s\\\\"'<>()[\\]{}&=,;]{1,99}(?:[ -](?=\\S{0,32}\\d)[^\\s"'<>()[\\]{}&=,;]{1,32}){0,7})`,
      'gi',
    ),
    seen: new Map(),
  }
}

export const coreRules: Rules = compile(undefined, words, suffixes)

let packed = coreRules

/** The rules for `pack`, compiled once. */
export function rulesOf(pack: Pack | undefined): Rules {
  if (!pack) return coreRules
  if (packed.pack !== pack) packed = compile(pack, `${pack.words}|${words}`, `${pack.suffixes}|${suffixes}`)
  return packed
}
