import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Stop } from './consent.ts'
import type { Channel, ConsentEnv, DurableCopy, PageEvent } from './consentEnv.ts'
import { newest, parseRecord } from './record.ts'

/** Names of everything that the consent record occupies on the device. */
export const RECORD_KEY = 'askfirst-consent'

interface Schema extends DBSchema {
  record: { key: string; value: unknown }
}

/** The world of a real page. Reads nothing until a method is called. */
export function browserConsentEnv(): ConsentEnv {
  return {
    now: () => Date.now(),
    syncCopy: {
      read: () => localStorage.getItem(RECORD_KEY),
      write: (text) => localStorage.setItem(RECORD_KEY, text),
    },
    durableCopy: indexedDbCopy(),
    channel: openChannel,
    onPage: pageEvents,
  }
}

/** Hears everything about the page's life that the SDK acts on. */
export function pageEvents(listener: (event: PageEvent) => void): Stop {
  const heard: [EventTarget, string, (event: Event) => PageEvent | false][] = [
    [document, 'visibilitychange', () => (document.visibilityState === 'hidden' ? 'hidden' : 'visible')],
    [document, 'prerenderingchange', () => 'shown'],
    [document, 'freeze', () => 'leaving'],
    [document, 'resume', () => 'visible'],
    [window, 'pagehide', () => 'leaving'],
    [window, 'pageshow', (event) => (event as PageTransitionEvent).persisted && 'restored'],
    [window, 'storage', () => 'stored'],
    [window, 'online', () => 'online'],
  ]
  const stops = heard.map(([target, type, read]): Stop => {
    const handle = (event: Event): void => {
      const said = read(event)
      if (said) listener(said)
    }
    target.addEventListener(type, handle)
    return () => target.removeEventListener(type, handle)
  })
  return () => {
    for (const stop of stops) stop()
  }
}

function openChannel(listener: (message: unknown) => void): Channel | null {
  if (typeof BroadcastChannel === 'undefined') return null
  try {
    const channel = new BroadcastChannel(RECORD_KEY)
    channel.onmessage = (event) => listener(event.data)
    return { post: (message) => channel.postMessage(message), close: () => channel.close() }
  } catch {
    // Opaque origins have no channel; the record is this page's alone there.
    return null
  }
}

function indexedDbCopy(): DurableCopy {
  let opening: Promise<IDBPDatabase<Schema>> | undefined
  const open = (): Promise<IDBPDatabase<Schema>> => {
    opening ??= openDB<Schema>(RECORD_KEY, 1, {
      upgrade: (db) => void db.createObjectStore('record'),
      blocking: () => close(),
      terminated: () => {
        opening = undefined
      },
    }).catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }
  const close = (): void => {
    void opening?.then((db) => db.close()).catch(() => undefined)
    opening = undefined
  }
  return {
    read: async (known) => {
      if (!opening && !(await exists(known))) return null
      const db = await open()
      return parseRecord(await db.get('record', RECORD_KEY))
    },
    put: async (record) => {
      const transaction = (await open()).transaction('record', 'readwrite', { durability: 'relaxed' })
      const stored = parseRecord(await transaction.store.get(RECORD_KEY))
      const standing = newest(stored, record)!
      await transaction.store.put(standing, RECORD_KEY)
      await transaction.done
      return standing
    },
    close,
  }
}

/** Opening creates a database, so before any decision the browser is only asked whether there is one. */
async function exists(known: boolean): Promise<boolean> {
  if (known || typeof indexedDB.databases !== 'function') return known
  return (await indexedDB.databases()).some(({ name }) => name === RECORD_KEY)
}
