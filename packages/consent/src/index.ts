export type {
  ChooseOptions,
  Consent,
  ConsentChoices,
  ConsentReason,
  ConsentSnapshot,
  Decision,
  EraseReport,
  PurgeReport,
  Purpose,
  PurposeState,
  Reason,
  Rule,
  Stop,
} from './consent.ts'
export type { ConsentEnv, DurableCopy, PageEvent, Signals, SyncCopy } from './consentEnv.ts'
export type { ConsentOptions } from './consentOptions.ts'
export { createConsent } from './createConsent.ts'
export { browserConsentEnv, doNotTrack, pageEvents, RECORD_KEY, sharedConsentEnv } from './env.ts'
export { deleteRows, openRows } from './openRows.ts'
export { type Facts, precedence } from './precedence.ts'
export { isOff, isOn } from './purposeState.ts'
export { type Asked, type ConsentRecord, newest, parseRecord } from './record.ts'
export type { Database, Rows } from './rows.ts'
