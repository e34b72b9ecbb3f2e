export type { ConsentModel, PurposeModel } from './consentModel.ts'
export { openConsentModel } from './openConsentModel.ts'
export type { UiOptions } from './uiOptions.ts'
