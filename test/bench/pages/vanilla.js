import { run, showPreferences } from 'vanilla-cookieconsent'

run({
  // Its default shows nothing to a browser that is driven by a program.
  hideFromBots: false,
  categories: { necessary: { enabled: true, readOnly: true }, measurement: {} },
  language: {
    default: 'en',
    translations: {
      en: {
        consentModal: {
          title: 'May we measure your visit?',
          description: 'We would like to know which pages help.',
          acceptAllBtn: 'Accept all',
          acceptNecessaryBtn: 'Reject all',
          showPreferencesBtn: 'Choose',
        },
        preferencesModal: {
          title: 'Privacy settings',
          acceptAllBtn: 'Accept all',
          acceptNecessaryBtn: 'Reject all',
          savePreferencesBtn: 'Save',
          closeIconLabel: 'Close',
          sections: [
            { title: 'Necessary', linkedCategory: 'necessary' },
            { title: 'Measurement', linkedCategory: 'measurement' },
          ],
        },
      },
    },
  },
})
window.openCentre = showPreferences
