import type { Case } from './readCorpus.mjs'

export declare function generate(options?: { count?: number; seed?: number }): Case[]
