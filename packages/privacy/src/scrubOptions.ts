import type { Detector } from './detector.ts'
import type { Pack } from './pack.ts'

/** How often something was removed, by type of detector or rule; never a value. */
export interface ScrubCounts {
  [type: string]: number
}

export interface ScrubOptions {
  /**
   * Query parameters kept besides `utm_source`, `utm_medium`, `utm_campaign`, `utm_term`, `utm_content`. `'judge'`
   * keeps every parameter to which neither its name nor its value objects, click identifiers excepted. Default: a
   * list of none for the fields `url` and `referrer`, `'judge'` for any other URL.
   */
  params?: readonly string[] | 'judge'
  /** property keys, written as the site writes them, that are safe although they look personal */
  keys?: readonly string[]
  /** the lazy pack: more words, languages, national identifiers and formats */
  pack?: Pack | undefined
  /** the site's own detectors, tried first; `checkDetector` tells at configuration time whether one will do */
  detectors?: readonly Detector[]
  /** types that are left alone: everywhere (`phone`), or under one property key (`phone:order`) */
  except?: readonly string[]
}

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** The properties of one event. */
export type Props = Record<string, Json>
