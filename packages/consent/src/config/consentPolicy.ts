/** What the host says in code, and no owner's file can: by which rules the choices stand. */
export interface ConsentPolicy {
  /** `opt-in` everywhere, unless the host writes `regional`; default: `opt-in` */
  model?: 'opt-in' | 'regional'
  /** where the visitor is, as the host's server knows: ISO 3166-1 or -2, such as `FR` or `US-CA`; only for `regional` */
  region?: string
  /** purposes that Global Privacy Control turns off; default: as the region's pack says, `marketing` at least */
  signal?: readonly string[]
  /** days a choice lasts, a yes and a no alike; may only shorten what the pack says */
  lastsDays?: number
}

/** A policy compiled for a list of purposes: what the state machine works with. */
export interface ConsentRules {
  /** which pack: `eu`, `fr`, ... */
  pack: string
  /** the state of each purpose before a choice */
  defaults: Readonly<Record<string, 'undecided' | 'default_on' | 'exempt'>>
  /** purposes that Global Privacy Control turns off */
  signal: readonly string[]
  /** ms a choice lasts, a yes and a no alike */
  lasts: number
}
