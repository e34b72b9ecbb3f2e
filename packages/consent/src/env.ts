import type { Stop } from './consent.ts'
import type { ConsentEnv, DurableCopy, PageEvent } from './consentEnv.ts'
import { openRows, rowsExist } from './openRows.ts'
import { type ConsentRecord, newest, parseRecord } from './record.ts'
import type { Database, Rows } from './rows.ts'

/** Names of everything that the consent record occupies on the device. */
export const RECORD_KEY = 'askfirst-consent'

/** The world of a real page. Reads nothing until a method is called. */
export function browserConsentEnv(): ConsentEnv {
  return {
    now: () => Date.now(),
    syncCopy: {
      read: () => localStorage.getItem(RECORD_KEY),
      write: (text) => localStorage.setItem(RECORD_KEY, text),
    },
    durableCopy: indexedDbCopy(),
    onPage: pageEvents,
  }
}

const PAGE_EVENTS = ['visibilitychange', 'pagehide', 'pageshow', 'prerenderingchange', 'storage', 'online']

/** Hears the page's life. Captured at the window: not all of these events bubble. */
export function pageEvents(listener: (event: PageEvent) => void): Stop {
  const handle = ({ type, persisted }: Event & { persisted?: boolean }): void => {
    let event = type
    if (type === 'visibilitychange') event = document.visibilityState
    else if (persisted) event = type === 'pageshow' ? 'resume' : 'suspend'
    if (event !== 'pageshow') listener(event as PageEvent)
  }
  for (const type of PAGE_EVENTS) window.addEventListener(type, handle, true)
  return () => {
    for (const type of PAGE_EVENTS) window.removeEventListener(type, handle, true)
  }
}

function indexedDbCopy(): DurableCopy {
  let opening: Promise<Database> | undefined
  const use = async <Result>(
    mode: 'readonly' | 'readwrite',
    work: (rows: Rows) => Promise<Result>,
  ): Promise<Result> => {
    opening ??= openRows(RECORD_KEY)
    try {
      return await (await opening).run(mode, work)
    } catch (error) {
      // A connection that has ended is opened anew by the next use.
      opening = undefined
      throw error
    }
  }
  const read = async (): Promise<ConsentRecord | null> =>
    parseRecord(await use('readonly', (rows) => rows.get(RECORD_KEY)))
  return {
    // Opening creates a database, so before any decision the browser is only asked whether there is one.
    read: async (known) => (opening || ((await rowsExist(RECORD_KEY)) ?? known) ? read() : null),
    put: async (record) => {
      // Written in the first transaction, for the browser may be killed before a second; what stood there before
      // is set right after.
      const before = parseRecord(
        await use('readwrite', (rows) => {
          const found = rows.get(RECORD_KEY)
          void rows.put(RECORD_KEY, record)
          return found
        }),
      )
      const standing = newest(before, record)!
      if (before && JSON.stringify(before) !== JSON.stringify(record))
        await use('readwrite', (rows) => rows.put(RECORD_KEY, standing))
      return standing
    },
    close: () => {
      void opening?.then((rows) => rows.close())
      opening = undefined
    },
  }
}
