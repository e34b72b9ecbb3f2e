import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, PageFunction, Tab } from './driver.ts'
import { pageScript } from './pageScript.ts'
import { poll } from './poll.ts'
import { type ProcessTree, startTree } from './processTree.ts'
import { type WebDriverSession, webDriverReady, webDriverSession } from './webDriver.ts'
import { webkitTab } from './webkitTab.ts'
import { startXvfb } from './xvfb.ts'

const FOLDERS = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/libexec', '/usr/lib']
const find = (name: string): string | undefined =>
  FOLDERS.map((folder) => `${folder}/${name}`).find((path) => existsSync(path))

const miniBrowser = find('webkit2gtk-4.1/MiniBrowser')
/** Runs on WebKit2's typelib; MiniBrowser, which forgets everything, takes its place where that is missing. */
const host =
  find('girepository-1.0/WebKit2-4.1.typelib') && fileURLToPath(new URL('webkitHost.py', import.meta.url))

export const webkitDriverPath: string | undefined =
  (host || miniBrowser) && ['/usr/bin/WebKitWebDriver'].find((path) => existsSync(path))

export async function launchWebkit(profileDir: string, privately = false): Promise<Browser> {
  const display = await startXvfb()
  const preloadFile = join(profileDir, 'preload.js')
  const port = await freePort()
  const tree = startTree(webkitDriverPath ?? 'WebKitWebDriver', [`--port=${port}`], {
    DISPLAY: display.name,
    GDK_BACKEND: 'x11',
    NO_AT_BRIDGE: '1',
    GSETTINGS_BACKEND: 'memory',
    HOME: profileDir,
    XDG_CACHE_HOME: join(profileDir, 'desktop'),
    ASKFIRST_PROFILE: profileDir,
    ASKFIRST_PRELOAD: preloadFile,
    ...(privately && { ASKFIRST_PRIVATE: '1' }),
  })
  const end = async (): Promise<void> => {
    await tree.kill()
    await display.stop()
  }
  try {
    await poll('WebKitWebDriver listens', () => webDriverReady(port), 10_000)
    const browserOptions = host ? { binary: host, args: [] } : { binary: miniBrowser, args: ['--automation'] }
    const session = await webDriverSession(port, { 'webkitgtk:browserOptions': browserOptions })
    await session.call('POST', '/timeouts', { script: 600_000, pageLoad: 30_000 })
    return await webkitBrowser(session, tree, profileDir, preloadFile, end)
  } catch (error) {
    await end()
    throw error
  }
}

async function webkitBrowser(
  session: WebDriverSession,
  tree: ProcessTree,
  profileDir: string,
  preloadFile: string,
  end: () => Promise<void>,
): Promise<Browser> {
  const tabs: Tab[] = []
  const preload: string[] = []
  // The window that the session starts with serves as the first tab.
  let spare: string | undefined = await session.call<string>('GET', '/window')
  writeFileSync(preloadFile, '')

  const browser: Browser = {
    engine: 'webkit',
    profileDir,
    persistent: host !== undefined,
    tabs,
    newTab: async (url) => {
      const handle =
        spare ?? (await session.call<{ handle: string }>('POST', '/window/new', { type: 'tab' })).handle
      spare = undefined
      const tab = webkitTab(browser, session, handle, () => tabs.splice(tabs.indexOf(tab), 1))
      tabs.push(tab)
      if (url) await tab.goto(url)
      return tab
    },
    onBeforeLoad: async <A extends unknown[]>(fn: PageFunction<A, unknown>, ...args: A): Promise<void> => {
      if (!host) throw new Error('MiniBrowser runs no script before the page: let the site inject it')
      preload.push(pageScript(fn, args))
      writeFileSync(preloadFile, preload.map((source) => `${source};`).join('\n'))
    },
    close: async () => {
      tabs.length = 0
      await session.call('DELETE', '').catch(() => undefined)
      // The network process writes localStorage down on its way out; the driver alone stays.
      await poll('the browser ends', () => tree.size() <= 1).finally(end)
    },
    kill: async () => {
      tabs.length = 0
      await end()
    },
  }
  return browser
}

/** WebKitWebDriver neither takes port 0 nor tells its port, so one that was free a moment ago has to do. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
