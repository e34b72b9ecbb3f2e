import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Browser, EngineName } from './driver.ts'

/** Copies of what the network delivered, which hold the page's own files and say nothing about what a page stored. */
const CACHES =
  /(^|\/)(Cache|Code Cache|GPUCache|DawnGraphiteCache|DawnWebGPUCache|ScriptCache|ShaderCache|GrShaderCache|cache2|startupCache|shader-cache|WebKitCache|desktop)\//

/**
 * Files below a profile (as relative paths) that contain one of the texts as UTF-8 or UTF-16LE, HTTP caches left out.
 * Look once the browser has ended. LevelDB tables and Firefox's IndexedDB rows may be compressed, so a text that is
 * not found there proves little: `originStores` is the sharper question.
 */
export function findInProfile(profileDir: string, texts: readonly string[]): string[] {
  const needles = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')])
  return filesBelow(profileDir)
    .filter((path) => !CACHES.test(path))
    .filter((path) => contains(join(profileDir, path), needles))
}

/** Lists of origins that a browser keeps for itself, also for a page that only asks `indexedDB.databases()`. */
const BOOKKEEPING: Record<EngineName, RegExp> = {
  chromium: /\/WebStorage\/QuotaManager(-journal)?$/,
  firefox: /\/\.metadata-v2(-tmp)?$/,
  webkit: /\/(origin|salt)$/,
}

/**
 * Files (as relative paths) in which the engine keeps what pages of this origin stored: IndexedDB, localStorage,
 * cookies, Cache API, service workers, file system; in Chromium sessionStorage, too, which the others hold in memory.
 * Empty where nothing was stored. Call it when the browser has ended. Cookies know no port: they are told by host
 * name. WebKit names the Cache API's folders by hash, so there they count for every origin.
 * @param options.bookkeeping list the browser's own notes that it has seen the origin, too; they hold nothing of the page
 */
export function originStores(
  { engine, profileDir }: Pick<Browser, 'engine' | 'profileDir'>,
  origin: string,
  options: { bookkeeping?: boolean } = {},
): string[] {
  const { hostname, port, protocol, host } = new URL(origin)
  const scheme = protocol.slice(0, -1)
  const flat = literal(`${scheme}_${hostname}_${port}`)
  const plus = literal(`${scheme}+++${hostname}+${port}`)
  /** Files that are a store by their path, and files shared by all origins that are one where they contain the text. */
  const stores: Record<EngineName, readonly [file: RegExp, text?: string][]> = {
    chromium: [
      [new RegExp(`^Default/(IndexedDB|File System)/${flat}\\.`)],
      [/^Default\/(Local Storage|Session Storage|Service Worker|WebStorage)\//, host],
      [/^Default\/(Network\/)?Cookies(-journal)?$/, hostname],
    ],
    firefox: [
      [new RegExp(`^storage/(default|temporary|permanent|private)/${plus}(\\^|/)`)],
      [/^(webappsstore|serviceworker)/, host],
      [/^cookies\.sqlite/, hostname],
    ],
    webkit: [
      [new RegExp(`^data/.*${flat}(/|\\.localstorage)`)],
      [/^(data\/storage|cache\/CacheStorage)\/./],
      [/^data\/serviceworkers\//, host],
      [/^data\/cookies\.sqlite/, hostname],
    ],
  }
  return filesBelow(profileDir)
    .filter((path) => options.bookkeeping || !BOOKKEEPING[engine].test(path))
    .filter((path) =>
      stores[engine].some(
        ([file, text]) => file.test(path) && (!text || contains(join(profileDir, path), [Buffer.from(text)])),
      ),
    )
}

function filesBelow(dir: string): string[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((path) => relative(dir, join(dir, path)))
    .filter((path) => statSync(join(dir, path), { throwIfNoEntry: false })?.isFile())
}

function contains(file: string, needles: readonly Buffer[]): boolean {
  const bytes = readFileSync(file)
  return needles.some((needle) => bytes.includes(needle))
}

function literal(text: string): string {
  return text.replaceAll(/[.+^$()|[\]\\]/g, '\\$&')
}
