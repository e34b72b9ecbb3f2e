import type { Words } from '@askfirst/consent/config'
import { createUi, type Show } from '../createUi.ts'
import { localeWords } from '../locales/localeWords.ts'
import type { ReceiptFile } from '../receiptFile.ts'

/** Loads one of the script's further files, from where this one came from. */
const load = <Module>(name: string): Promise<Module> =>
  // `import()`, because setting `src` is what Trusted Types refuse.
  import(new URL(`askfirst-${name}.js`, import.meta.url).href)

const ui: Record<'showBanner' | 'openCentre', Show> = createUi(
  {
    words: async (locale) => {
      const { default: packed } = await load<{ default: string }>(`locale-${locale}`)
      const words: Words | null = localeWords(packed)
      // A file of another version.
      if (!words) throw new TypeError(locale)
      return words
    },
    receipts: () => load<ReceiptFile>('receipt'),
  },
  (config, root, stop) => {
    // Not on 127.0.0.1, where tests look at what a page asks for.
    if (!/^(.+\.)?localhost$/.test(root.ownerDocument.location.hostname)) return
    load<typeof import('./check.ts')>('check').then(
      ({ check }) => check(config, root, stop),
      () => undefined,
    )
  },
)

export const showBanner: Show = ui.showBanner
export const openCentre: Show = ui.openCentre
