import type { Case, Labelled } from './readCorpus.mjs'

/** Labelled values, how many of them are readable, and in part; `rate` from 0 to 1. */
export interface Leaked {
  values: number
  leaked: number
  inPart: number
  rate: number
}

export interface Score {
  core: Leaked & { precision: number; f1: number }
  contextual: Leaked & { precision: number; f1: number }
  names: Leaked & { precision: number; f1: number }
  withoutNames: Leaked & { precision: number; f1: number }
  negatives: { cases: number; changed: number; rate: number }
  kept: { strings: number; lost: number; rate: number }
  hashes: number
  errors: number
  byType: Record<string, Leaked>
  byAnnouncement: Record<string, Leaked>
  byEncoding: Record<string, Leaked>
  bySource: Record<string, Leaked>
  leaks: (Labelled & { id: string; source: string; input: unknown; output: unknown })[]
  alarms: { id: string; source: string; input: unknown; output: unknown }[]
}

export declare function score(cases: readonly Case[], outputs: readonly unknown[]): Score
