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
export type { ConsentEnv, DurableCopy, PageEvent, SyncCopy } from './consentEnv.ts'
export { type ConsentOptions, createConsent } from './createConsent.ts'
export { browserConsentEnv, pageEvents, RECORD_KEY } from './env.ts'
export { deleteRows, openRows } from './openRows.ts'
export { type ConsentRecord, newest, parseRecord } from './record.ts'
export type { Database, Rows } from './rows.ts'
