import type { Stop } from './consent.ts'
import type { ConsentEnv, DurableCopy, PageEvent } from './consentEnv.ts'
import { openRows, rowsExist } from './openRows.ts'
import { newest, parseRecord } from './record.ts'
import type { Database } from './rows.ts'

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
    signals: () => ({ gpc: (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl }),
    onPage: pageEvents,
  }
}

const PAGE_EVENTS = ['visibilitychange', 'pagehide', 'pageshow', 'prerenderingchange', 'storage', 'online']

/** Hears the page's life. Captured at the window: not all of these events bubble. */
export function pageEvents(listener: (event: PageEvent) => void): Stop {
  const handle = ({ type, persisted }: Event & { persisted?: boolean }): void => {
    if (type === 'visibilitychange') listener(document.visibilityState)
    else if (persisted) listener(type === 'pageshow' ? 'resume' : 'suspend')
    else if (type !== 'pageshow') listener(type as PageEvent)
  }
  for (const type of PAGE_EVENTS) window.addEventListener(type, handle, true)
  return () => {
    for (const type of PAGE_EVENTS) window.removeEventListener(type, handle, true)
  }
}

/**
 * A put is complete after one transaction, which takes nothing away: every record is a row of its own, with its text
 * as the key. What stands replaces those that were read in a second transaction; if that never comes, the next
 * exchange makes up for it.
 */
function indexedDbCopy(): DurableCopy {
  let opening: Promise<Database> | undefined
  return {
    exchange: async (record) => {
      // Opening creates a database, so before any decision the browser is only asked whether there is one.
      if (!record && !opening && !(await rowsExist(RECORD_KEY))) return null
      opening ??= openRows(RECORD_KEY)
      try {
        const { run } = await opening
        const texts = await run('readwrite', (rows) => {
          if (record) void rows.put(JSON.stringify(record), 1)
          return rows.keys('')
        })
        const standing = texts.map(parseRecord).reduce(newest, null)
        if (texts.length > 1)
          await run('readwrite', (rows) => {
            for (const text of texts) void rows.delete(text)
            return rows.put(JSON.stringify(standing), 1)
          })
        return standing
      } catch (error) {
        // A connection that has ended is opened anew by the next use.
        opening = undefined
        throw error
      }
    },
    close: () => {
      opening?.then(
        (rows) => rows.close(),
        () => undefined,
      )
      opening = undefined
    },
  }
}
