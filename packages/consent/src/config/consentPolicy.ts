/** What the host says in code, and no owner's file can: by which rules the choices stand. */
export interface ConsentPolicy {
  /** `opt-in` everywhere, unless the host writes `regional`; default: `opt-in` */
  model?: 'opt-in' | 'regional'
  /** where the visitor is, as the host's server knows: ISO 3166-1 or -2, such as `FR` or `US-CA`; loosens nothing unless `regional` */
  region?: string
  /** purposes that Global Privacy Control turns off, besides those of the region's pack, `marketing` at least */
  signal?: readonly string[]
  /** days a choice lasts, a yes and a no alike; may only shorten what the pack says */
  lastsDays?: number
  /**
   * The host's word that its measurement meets the conditions of the exemption (own use only, no id, aggregate): its
   * state is `exempt` then, where the region's pack allows that, which is `fr` alone. Only with `regional`. The SDK
   * captures nothing in this state yet: it has no reduced measurement.
   */
  exempt?: boolean
  /** whether Do Not Track counts as Global Privacy Control; default: false */
  dnt?: boolean
}

/** A policy compiled for a list of purposes: what the state machine works with. */
export interface ConsentRules {
  /** which pack: `eu`, `fr`, ..., `strictest` for a region that can't be told, `opt-in` without `regional` */
  pack: string
  /** the state of each purpose before a choice */
  defaults: Readonly<Record<string, 'undecided' | 'default_on' | 'exempt'>>
  /** purposes that Global Privacy Control turns off */
  signal: readonly string[]
  /** ms a choice lasts, a yes and a no alike */
  lasts: number
  /** ms for which a no stands whatever `lasts` says, because the region forbids to ask again sooner */
  quiet?: number
  /** the page itself must say that the signal is honoured (California); else the preference centre does */
  signalOnPage?: true
}
