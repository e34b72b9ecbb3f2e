/** Ordinary kinds of data. */
export type OrdinaryCategory =
  | 'usage'
  | 'technical'
  | 'content'
  | 'commerce'
  | 'preference'
  | 'demographic'
  | 'coarse-location'
  | 'contact'
  | 'account'

/** Kinds of data that need a purpose of their own and a treatment stronger than `keep`. */
export type SpecialCategory =
  | 'racial-or-ethnic-origin'
  | 'political-opinion'
  | 'religion-or-belief'
  | 'trade-union-membership'
  | 'genetic'
  | 'biometric'
  | 'health'
  | 'sex-life'
  | 'sexual-orientation'
  | 'criminal-offence'
  | 'child'
  | 'age'
  | 'citizenship'
  | 'colour'
  | 'disability'
  | 'family-status'
  | 'gender-identity'
  | 'language'
  | 'marital-status'
  | 'national-origin'
  | 'pregnancy'
  | 'sex'
  | 'social-origin'
  | 'veteran-status'
  | 'name'
  | 'small-area'
  | 'exact-date'
  | 'phone'
  | 'fax'
  | 'email'
  | 'social-security-number'
  | 'medical-record-number'
  | 'health-plan-number'
  | 'account-number'
  | 'licence-number'
  | 'vehicle-identifier'
  | 'device-identifier'
  | 'web-address'
  | 'ip-address'
  | 'face-photo'
  | 'unique-identifier'

/** A kind of data; `usage` unless a field says otherwise. */
export type Category = OrdinaryCategory | SpecialCategory

/** What each is about. */
const ORDINARY: Readonly<Record<OrdinaryCategory, string>> = {
  usage: 'what was done on the site',
  technical: 'browser, device class, errors, timings',
  content: 'what was looked at',
  commerce: 'orders, prices, plans',
  preference: 'settings and choices',
  demographic: 'bands that many people share',
  'coarse-location': 'country or region',
  contact: 'ways to reach somebody',
  account: 'who somebody is on the site',
}

const GDPR_9 = 'GDPR art. 9(1)'
const GDPR_10 = 'GDPR art. 10'
const CHILDREN = 'GDPR art. 8, COPPA (16 CFR part 312)'
const PROTECTED =
  'protected class: EU Charter art. 21(1), Directives 2000/43/EC and 2000/78/EC, US federal law'
const HIPAA = '45 CFR 164.514(b)(2)(i)'

/** The law that makes each special. */
const SPECIAL: Readonly<Record<SpecialCategory, string>> = {
  'racial-or-ethnic-origin': GDPR_9,
  'political-opinion': GDPR_9,
  'religion-or-belief': GDPR_9,
  'trade-union-membership': GDPR_9,
  genetic: GDPR_9,
  biometric: `${GDPR_9}; ${HIPAA}(P)`,
  health: GDPR_9,
  'sex-life': GDPR_9,
  'sexual-orientation': GDPR_9,
  'criminal-offence': GDPR_10,
  child: CHILDREN,
  age: PROTECTED,
  citizenship: PROTECTED,
  colour: PROTECTED,
  disability: PROTECTED,
  'family-status': PROTECTED,
  'gender-identity': PROTECTED,
  language: PROTECTED,
  'marital-status': PROTECTED,
  'national-origin': PROTECTED,
  pregnancy: PROTECTED,
  sex: PROTECTED,
  'social-origin': PROTECTED,
  'veteran-status': PROTECTED,
  name: `${HIPAA}(A)`,
  'small-area': `${HIPAA}(B)`,
  'exact-date': `${HIPAA}(C)`,
  phone: `${HIPAA}(D)`,
  fax: `${HIPAA}(E)`,
  email: `${HIPAA}(F)`,
  'social-security-number': `${HIPAA}(G)`,
  'medical-record-number': `${HIPAA}(H)`,
  'health-plan-number': `${HIPAA}(I)`,
  'account-number': `${HIPAA}(J)`,
  'licence-number': `${HIPAA}(K)`,
  'vehicle-identifier': `${HIPAA}(L)`,
  'device-identifier': `${HIPAA}(M)`,
  'web-address': `${HIPAA}(N)`,
  'ip-address': `${HIPAA}(O)`,
  'face-photo': `${HIPAA}(Q)`,
  'unique-identifier': `${HIPAA}(R)`,
}

/** All kinds of data, the ordinary ones first. */
export const CATEGORIES: readonly Category[] = Object.keys({ ...ORDINARY, ...SPECIAL }) as Category[]

/** The law that makes a kind of data special; undefined for an ordinary one. */
export function specialSource(category: Category): string | undefined {
  return Object.hasOwn(SPECIAL, category) ? SPECIAL[category as SpecialCategory] : undefined
}
