import type { LoadLocale } from './openModel.ts'

/** One literal `import()` for each language, so that bundlers see them. */
export const loadLocale: LoadLocale = (locale) => LOADERS[locale as keyof typeof LOADERS]()

const LOADERS = {
  ar: () => import('./locales/ar.ts'),
  de: () => import('./locales/de.ts'),
  es: () => import('./locales/es.ts'),
  fr: () => import('./locales/fr.ts'),
  he: () => import('./locales/he.ts'),
  it: () => import('./locales/it.ts'),
  pt: () => import('./locales/pt.ts'),
}
