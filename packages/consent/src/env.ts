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
      write: (text) => {
        try {
          localStorage.setItem(RECORD_KEY, text)
        } catch {
          // The storage is full: what stands there must not outlive a no. Other tabs then ask the durable copy.
          localStorage.removeItem(RECORD_KEY)
          localStorage.setItem(RECORD_KEY, text)
        }
      },
    },
    durableCopy: indexedDbCopy(),
    signals: () => ({ gpc: (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl }),
    onPage: pageEvents,
  }
}

/** Browsers keep a cookie for 400 days at most. */
const MAX_AGE_S = 400 * 86_400

/**
 * The world of a page whose site's subdomains share one choice: the synchronous copy is a cookie. Where there are several
 * of its name (an older one of the host, or of another path) the newest decision stands.
 *
 * @param domain what the subdomains have in common, such as `shop.example`
 */
export function sharedConsentEnv(env: ConsentEnv, domain: string): ConsentEnv {
  /** what was last put into the cookie: a cookie that can't be set, or one beside it that can't be removed, is not fought */
  let saved: string | undefined
  const read = (): string | null => {
    const found = document.cookie
      .split('; ')
      .filter((cookie) => cookie.startsWith(`${RECORD_KEY}=`))
      .map((cookie) => decoded(cookie.slice(RECORD_KEY.length + 1)))
    // One that can't be read must be seen to be unreadable: it may have been a no.
    const only = found.length < 2 ? found[0] : found.find((text) => !parseRecord(text))
    if (only !== undefined || !found.length) return only ?? null
    const text = JSON.stringify(found.map(parseRecord).reduce(newest, null))
    save(text)
    return text
  }
  const write = (text: string, attributes: string): void => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and a no is not
    document.cookie = `${RECORD_KEY}=${encodeURIComponent(text)};path=/;samesite=lax${attributes}`
  }
  const save = (text: string): void => {
    if (text === saved) return
    saved = text
    // A cookie of this host alone would hide what the subdomains decide together.
    write('', ';max-age=0')
    write(text, `;domain=${domain};max-age=${MAX_AGE_S}${location.protocol === 'https:' ? ';secure' : ''}`)
  }
  return {
    ...env,
    syncCopy: {
      read,
      write: (text) => {
        save(text)
        if (read() === null) throw new Error(`no cookie can be set for ${domain}`)
      },
    },
    onPage: (listener) => {
      const stop = env.onPage(listener)
      // No `storage` event tells of a cookie; where nothing does, a page looks when it is shown and before it sends.
      const { cookieStore } = window as { cookieStore?: EventTarget }
      const hear = (): void => listener('storage')
      cookieStore?.addEventListener('change', hear)
      return () => {
        stop()
        cookieStore?.removeEventListener('change', hear)
      }
    },
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Whether the browser sends Do Not Track. */
export function doNotTrack(): boolean {
  return navigator.doNotTrack === '1'
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
