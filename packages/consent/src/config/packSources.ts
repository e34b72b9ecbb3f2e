import type { PackId } from './packs.ts'

export interface PackSource {
  /** the day on which the pack was last held against its sources, YYYY-MM-DD */
  asOf: string
  /** what the pack follows, and how sure we are of it */
  source: string
}

/**
 * Where each pack comes from, and of which day it is. **Not legal advice.** Most of it was read in secondary sources:
 * have a lawyer confirm the pack that you rely on, and look at its date first.
 */
export const PACK_SOURCES: Readonly<Record<PackId, PackSource>> = {
  eu: {
    asOf: '2026-11-22',
    source:
      'GDPR Art. 4(11), 7(1), 7(3); EDPB Guidelines 05/2020; EDPB Cookie Banner Taskforce report, January 2023. For the EEA without FR, IT and CZ.',
  },
  fr: {
    asOf: '2026-11-22',
    source:
      'CNIL: refusing as easy as accepting, choices kept 6 months as good practice; audience measurement can be exempt (deliberation of 2025-07-04) where the host meets its conditions: own use only, objection offered, tracers 13 months and data 25 months at most.',
  },
  it: {
    asOf: '2026-11-22',
    source: 'Garante: nobody is asked again within 6 months of a refusal, unless the conditions change.',
  },
  cz: { asOf: '2026-11-22', source: 'ÚOOÚ guidance: a yes for a year, not asked again within 6 months.' },
  uk: {
    asOf: '2026-11-22',
    source:
      'Data (Use and Access) Act, statistics exemption in force since 2026-02-05: clear information and an easy objection. Advertising stays opt-in.',
  },
  'us-ca': {
    asOf: '2026-11-22',
    source:
      'CCPA regulations, CCR Title 11 §7004 (symmetry), §7025(c)(1), (3), (6) (signal honoured, also against a stored choice, and shown), §7026(a)(4): a banner alone is no opt-out method, so link the form too; Civ. Code 1798.135: 12 months before asking to opt back in.',
  },
  'us-gpc': {
    asOf: '2026-11-22',
    source: 'State privacy acts that require opt-out signals: CO, CT, DE, MD, MT, NE, NH, NJ, OR, TX.',
  },
  none: {
    asOf: '2026-11-22',
    source: 'No rule of ours for the region: nothing is on without a choice all the same.',
  },
}
