export type { Show } from './createUi.ts'
export { openCentre, showBanner } from './showBanner.ts'
export { showSignal } from './showSignal.ts'
export type { UiOptions } from './uiOptions.ts'
