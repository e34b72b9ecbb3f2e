import * as klaro from 'klaro/dist/klaro-no-css.js'

const config = {
  acceptAll: true,
  privacyPolicy: '/privacy',
  services: [{ name: 'measurement', title: 'Measurement', purposes: ['measurement'] }],
  translations: { en: { purposes: { measurement: 'Measurement' } } },
  lang: 'en',
}
klaro.setup(config)
window.openCentre = () => klaro.show(config, true)
