import type { Files } from './openModel.ts'

/** One literal `import()` for each language, so that bundlers see them. */
const LOCALE_FILES = {
  ar: () => import('./locales/ar.ts'),
  de: () => import('./locales/de.ts'),
  es: () => import('./locales/es.ts'),
  fr: () => import('./locales/fr.ts'),
  he: () => import('./locales/he.ts'),
  it: () => import('./locales/it.ts'),
  pt: () => import('./locales/pt.ts'),
}

/** What the package loads when it is needed, as a bundler of the site makes it. */
export const npmFiles: Files = {
  words: async (locale) => (await LOCALE_FILES[locale as keyof typeof LOCALE_FILES]()).words,
  receipts: () => import('./receiptFile.ts'),
}
