export type { ConsentModel, PurposeModel } from './consentModel.ts'
export { consentModel } from './headlessModel.ts'
export { type Shown, shownIn } from './shown.ts'
export type { ModelOptions } from './uiOptions.ts'
