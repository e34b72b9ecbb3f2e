/** What the law of a region asks of a site, as far as a switch can say it. Not legal advice: see `PACK_SOURCES`. */
export interface Pack {
  /** purposes that are on until the visitor objects; all others are opt-in. Never `identity`, never `marketing`. */
  on?: readonly string[]
  /** purposes whose reduced, exempt form may run without a choice, where the host says that its form qualifies */
  exempt?: readonly string[]
  /** purposes that Global Privacy Control turns off */
  signal: readonly string[]
  /** days a choice lasts: one number, so that a yes can't outlast a no */
  lastsDays: number
  /** days for which nobody who said no may be asked the same again, however short choices last */
  quietDays?: number
  /** the page itself, not only the preference centre, must say that the signal is honoured */
  signalOnPage?: true
}

export type PackId = 'eu' | 'fr' | 'it' | 'cz' | 'uk' | 'us-ca' | 'us-gpc' | 'none'

const MARKETING = ['marketing'] as const

/**
 * The jurisdiction packs, dated in `PACK_SOURCES`. They are a reading of the law by programmers and no legal advice:
 * have a lawyer confirm the one that you rely on.
 *
 * The two opt-out packs of the United States have `measurement` on and nothing else. Their statutes let a site do more
 * until the visitor objects, but `personalization` can be the profiling and `marketing` the sale or sharing that they
 * give a right against, and asking first is lawful everywhere.
 */
export const PACKS: Readonly<Record<PackId, Pack>> = {
  eu: { signal: MARKETING, lastsDays: 180, quietDays: 180 },
  fr: { exempt: ['measurement'], signal: MARKETING, lastsDays: 180, quietDays: 180 },
  it: { signal: MARKETING, lastsDays: 180, quietDays: 180 },
  cz: { signal: MARKETING, lastsDays: 365, quietDays: 180 },
  uk: { on: ['measurement'], signal: MARKETING, lastsDays: 365 },
  'us-ca': { on: ['measurement'], signal: MARKETING, lastsDays: 365, quietDays: 365, signalOnPage: true },
  'us-gpc': { on: ['measurement'], signal: MARKETING, lastsDays: 365 },
  none: { signal: MARKETING, lastsDays: 180 },
}
