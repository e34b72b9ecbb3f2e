import type { Words } from '@askfirst/consent/config'
import { localeWords } from '../locales/localeWords.ts'
import type { Files } from '../openModel.ts'
import type { ReceiptFile } from '../receiptFile.ts'
import { load } from './load.ts'

/** What the script-tag build loads when it is needed. */
export const scriptFiles: Files = {
  words: async (locale) => {
    const { default: packed } = await load<{ default: string }>(`locale-${locale}`)
    const words: Words | null = localeWords(packed)
    // A file of another version.
    if (!words) throw new TypeError(locale)
    return words
  },
  receipts: () => load<ReceiptFile>('receipt'),
}
