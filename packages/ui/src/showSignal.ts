import { createSignal } from './createSignal.ts'
import type { Show } from './createUi.ts'
import { npmFiles } from './npmFiles.ts'
import { openCentre } from './showBanner.ts'

/**
 * Says in a corner of the page that the browser's opt-out signal is honoured, as California wants it (`signalOnPage` of
 * `ConsentRules` says where). Takes no focus and waits while a banner is there. It goes when the signal does, when the
 * visitor goes against the signal, or when they close it, and then it does not come back on this page. Where there is
 * no document it does nothing.
 *
 * @returns takes it away, without `onClose`
 * @throws AskfirstError `purpose-text`, `privacy-url`
 */
export const showSignal: Show = /* @__PURE__ */ createSignal(npmFiles, openCentre)
