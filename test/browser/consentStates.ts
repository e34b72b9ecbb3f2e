import type { Tab } from '../support/browsers.ts'

/** The state of each purpose, once the record has been read and what was withdrawn is gone. */
export function consentStates(tab: Tab): Promise<Record<string, string>> {
  return tab.waitFor(() => {
    const { purposes } = window.askfirst.consent.snapshot()
    return /loading|withdrawn/.test(Object.values(purposes).join()) ? undefined : purposes
  }) as Promise<Record<string, string>>
}
