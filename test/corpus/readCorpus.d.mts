/** A labelled value: how it is announced (`key`, `label`, `none`), encoded, and which kind of its type it is. */
export interface Labelled {
  type: string
  value: string
  ctx: string
  enc?: string
  sub?: string
  hard?: boolean
}

/** One case of a corpus; see `readCorpus.mjs`. */
export interface Case {
  id: string
  kind: 'prop' | 'url' | 'text'
  input: unknown
  pii: Labelled[]
  keep?: string[]
  neg?: boolean
  source: string
}

export declare function readCorpus(file: string | URL): Case[]
