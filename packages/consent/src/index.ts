export type {
  Consent,
  ConsentReason,
  ConsentSnapshot,
  Purpose,
  PurposeState,
  Stop,
} from './consent.ts'
export type { ConsentEnv, DurableCopy, PageEvent, SyncCopy } from './consentEnv.ts'
export { type ConsentOptions, createConsent } from './createConsent.ts'
export { browserConsentEnv, pageEvents, RECORD_KEY } from './env.ts'
export { deleteRows, openRows } from './openRows.ts'
export { type ConsentRecord, type Decision, newest, parseRecord } from './record.ts'
export type { Database, Rows } from './rows.ts'
