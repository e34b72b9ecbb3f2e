import type { Detector } from './detector.ts'

/** What the core set leaves out for its size; `@askfirst/privacy/pack` is one. */
export interface Pack {
  /** text without entities, escapes, and other notations that hide what it says */
  normal: (text: string) => string
  /** texts in the object or list `holder` that may name its value `plain` under `key`, as in form fields and pairs */
  beside: (holder: Readonly<Record<string, unknown>>, key: string, plain: string) => string[]
  detectors: readonly Detector[]
  /** words that name personal data, as the source of a pattern; `_` stands for any separator or none, `~` for the rest of a word */
  words: string
  /** words after one of these that still hold the value, written in the same way */
  suffixes: string
  /** keys, split into words by `-`, that are personal where the value has a certain shape */
  shapes: readonly (readonly [key: RegExp, value: RegExp])[]
}
