/**
 * What the benchmarks compare, each with one purpose besides the necessary one, and else as it comes.
 *
 * - `entry`: a file below `pages`, bundled with what it imports; our script tag has none
 * - `css`: its style sheet, by its address in npm
 * - `accept`, `reject`, `save`: the buttons, as puppeteer finds them (`>>>` goes into a shadow root)
 * - `banner`: what is there, and visible, as long as it asks
 * - `without`: what a page of this kind has anyway; the size is told without it, too
 */
export const CONTENDERS = [
  {
    name: 'Askfirst, consent and banner',
    entry: 'askfirst.js',
    banner: 'askfirst-banner',
    accept: 'askfirst-banner >>> #accept',
    reject: 'askfirst-banner >>> #reject',
    save: 'askfirst-centre >>> #save',
  },
  {
    name: 'Askfirst, script tag with analytics',
    banner: 'askfirst-banner',
    accept: 'askfirst-banner >>> #accept',
    reject: 'askfirst-banner >>> #reject',
    save: 'askfirst-centre >>> #save',
  },
  {
    name: 'vanilla-cookieconsent',
    package: 'vanilla-cookieconsent',
    entry: 'vanilla.js',
    css: 'vanilla-cookieconsent/dist/cookieconsent.css',
    banner: '#cc-main .cm',
    accept: '#cc-main .cm__btn[data-role=all]',
    reject: '#cc-main .cm__btn[data-role=necessary]',
    save: '#cc-main .pm__btn[data-role=save]',
  },
  {
    name: 'Klaro',
    package: 'klaro',
    entry: 'klaro.js',
    css: 'klaro/dist/klaro.min.css',
    banner: '.klaro .cookie-notice',
    accept: '.klaro .cookie-notice .cm-btn-success',
    reject: '.klaro .cookie-notice .cn-decline',
    save: '.klaro .cm-btn-accept',
  },
  {
    name: 'c15t (React)',
    package: '@c15t/react',
    entry: 'c15t.js',
    css: '@c15t/react/dist/styles.css',
    without: ['react', 'react-dom'],
    banner: '[data-testid=consent-banner-card]',
    accept: '[data-testid=consent-banner-accept-button]',
    reject: '[data-testid=consent-banner-reject-button]',
    save: '[data-testid=consent-widget-footer-save-button]',
  },
  {
    name: 'Osano cookieconsent',
    package: 'cookieconsent',
    entry: 'osano.js',
    css: 'cookieconsent/build/cookieconsent.min.css',
    banner: '.cc-window',
    accept: '.cc-window .cc-allow',
    reject: '.cc-window .cc-deny',
  },
]
