import type { Detector } from './detector.ts'
import { core } from './detectors/core.ts'
import { isFlag } from './isFlag.ts'
import type { Pack } from './pack.ts'
import { suffixes, words } from './words.ts'

/** The rules, compiled: for the core set alone, or together with a pack. */
export interface Rules {
  pack: Pack | undefined
  /** in the order of trying: the pack's, what labels announce, the core set */
  detectors: readonly Detector[]
  /** a key, split into words by `-`, that names personal data */
  key: RegExp
  /** what was made of keys seen before */
  seen: Map<string, string>
}

function compile(pack?: Pack): Rules {
  const either = (more: string | undefined, own: string): string => (more ? `${more}|${own}` : own)
  // Any separator or none for each `_`, and the rest of a word for each `~`.
  const name = `(${either(pack?.words, words)})(_(${either(pack?.suffixes, suffixes)})){0,5}`
    .replace(/_/g, '[-_ .]?')
    .replace(/~/g, '[a-z\xdf-\u1fff]{0,14}')
  const part = `[^\\s\\\\"'<>()[\\]{}&=,;]{1,999}`
  const quote = `[\\\\"')*]{0,6}`
  // What a label announces: after quotes, tags and assignments whatever it is, elsewhere what has digits enough.
  const labelled: Detector = {
    type: 'private',
    pattern: RegExp(
      `(${name}\\.?(?:(?:\\](?!:))?${quote}\\s?(?:<\\S{1,9})?[:=#>|(]+\\s?${quote}|["'][^<>]{0,40}value=["']|\\s["']?|/))((?<=[^"']>|["'])[^"'<\\\\[]+|(?<=/)[^/\\n?&;"]{1,60}|${part}((,? |-)(?=\\S{0,32}\\d)${part}){0,7})`,
      'gi',
    ),
    accept: (value, label) =>
      !isFlag(value) &&
      (/["']$|\w[>=]$/.test(label)
        ? /^[^[].{2}/s.test(value)
        : (/[:=#|(>]\s?$/.test(label) ? /\d.*(?<=....)$/ : /(?:\d\D?){5}|^(?=\S*\d)(?=\S*[a-z])\S{7}/i).test(
            value,
          )),
  }
  return {
    pack,
    detectors: [...(pack?.detectors ?? []), labelled, ...core],
    key: RegExp(`${name}-*$`, 'i'),
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
