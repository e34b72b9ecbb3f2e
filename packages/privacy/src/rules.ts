import type { Detector } from './detector.ts'
import { core } from './detectors/core.ts'
import type { Pack } from './pack.ts'
import { suffixes, words } from './words.ts'

/** The rules, compiled: for the core set alone, or together with a pack. */
export interface Rules {
  pack: Pack | undefined
  detectors: readonly Detector[]
  /** a key, split into words by `-`, that names personal data */
  key: RegExp
  /** in text: such a name and what stands between it and the value; then the value */
  label: RegExp
  /** what was made of keys seen before */
  seen: Map<string, string>
}

function compile(pack?: Pack): Rules {
  const either = (more: string | undefined, own: string): string => (more ? `${more}|${own}` : own)
  // Any separator or none for each `_`, and the rest of a word for each `~`.
  const name = `(?:${either(pack?.words, words)})(?:_(?:${either(pack?.suffixes, suffixes)})){0,5}`
    .replace(/_/g, '[-_ .]?')
    .replace(/~/g, '[a-z\xdf-\xff]{0,14}')
  const part = `[^\\s\\\\"'<>()[\\]{}&=,;]{1,99}`
  return {
    pack,
    detectors: pack ? [...core, ...pack.detectors] : core,
    key: RegExp(`(?:${name})-*$`, 'i'),
    label: RegExp(
      `(${name}(?:[\\\\"']{0,4} ?[:=#]+ ?[\\\\"']{0,4}| ))((?<=["'])[^"'\\\\[]+|${part}(?:[ -](?=\\S{0,32}\\d)${part}){0,7})`,
      'gi',
    ),
    seen: new Map(),
  }
}

export const coreRules: Rules = compile()

let packed = coreRules

/** The rules for `pack`, compiled once. */
export function rulesOf(pack: Pack | undefined): Rules {
  if (!pack) return coreRules
  if (packed.pack !== pack) packed = compile(pack)
  return packed
}
