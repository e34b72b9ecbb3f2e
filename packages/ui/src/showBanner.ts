import { createUi, type Show } from './createUi.ts'
import { inDevelopment } from './inDevelopment.ts'
import { loadLocale } from './loadLocale.ts'

const ui: Record<'showBanner' | 'openCentre', Show> = /* @__PURE__ */ createUi(loadLocale, (config, root) => {
  if (inDevelopment()) void import('./check.ts').then(({ check }) => check(config, root))
})

/**
 * Shows the banner as the first element of the page, until the visitor has chosen, here or in another tab.
 * It shows whatever was decided before, so that a visitor can come back and change a choice; a page that asks only
 * once looks at `consent.snapshot()` first. Where there is no document it does nothing.
 *
 * @returns takes the banner away without a decision, and without `onClose`
 * @throws AskfirstError `purpose-text`, `privacy-url`; in development also what `checkConfig` finds
 */
export const showBanner: Show = (...given) => ui.showBanner(...given)

/**
 * Opens the preference centre as a modal dialog, with one switch a purpose. Best called in the visitor's click: the focus
 * goes back to what had it.
 *
 * @returns closes the centre without a decision, and without `onClose`
 * @throws AskfirstError as `showBanner`
 */
export const openCentre: Show = (...given) => ui.openCentre(...given)
