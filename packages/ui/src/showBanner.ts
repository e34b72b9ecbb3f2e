import { checkConfig, type ConsentConfig } from '@askfirst/consent/config'
import { createUi, type Show } from './createUi.ts'
import { npmFiles } from './npmFiles.ts'

declare const process: { env: { NODE_ENV?: string } }

/**
 * Shows the banner as the first element of the page, until the visitor has chosen, here or in another tab.
 * It shows whatever was decided before, so that a visitor can come back and change a choice; a page that asks only
 * once looks at `consent.snapshot()` first. Where there is no document it does nothing.
 *
 * @returns takes the banner away without a decision, and without `onClose`
 * @throws AskfirstError `purpose-text`, `privacy-url`; in development also what `checkConfig` finds
 */
export const showBanner: Show = (consent, config, options) => {
  checkInDevelopment(config)
  return ui.showBanner(consent, config, options)
}

/**
 * Opens the preference centre: a modal dialog with one switch a purpose. Best called in the visitor's click, because the
 * focus goes back to what has it then.
 *
 * @returns closes the centre without a decision, and without `onClose`
 * @throws AskfirstError as `showBanner`
 */
export const openCentre: Show = (consent, config, options) => {
  checkInDevelopment(config)
  return ui.openCentre(consent, config, options)
}

const ui: Record<'showBanner' | 'openCentre', Show> = /* @__PURE__ */ createUi(npmFiles, (_, root) => {
  if (typeof process !== 'undefined' && process.env.NODE_ENV !== 'production')
    void import('./checkButtons.ts').then(({ checkButtons }) => checkButtons(root))
})

/** Bundlers of a production build leave this out, and with it the check. */
function checkInDevelopment(config: Partial<ConsentConfig> | undefined): void {
  if (typeof process !== 'undefined' && process.env.NODE_ENV !== 'production' && config)
    checkConfig({ purposes: [{ id: 'measurement' }], ...config })
}
