import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import puppeteer from 'puppeteer-core'
import type { Browser, LaunchOptions } from './driver.ts'
import { poll } from './poll.ts'
import { startTree } from './processTree.ts'
import { puppeteerBrowser } from './puppeteerBrowser.ts'

const PATHS = ['/usr/bin/firefox-esr', '/usr/bin/firefox']

/** No first-run pages, no session restore after a kill, and no request that a test did not ask for. */
const PREFS: Record<string, string | number | boolean> = {
  'app.normandy.enabled': false,
  'app.update.auto': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.newtabpage.activity-stream.feeds.system.topstories': false,
  'browser.newtabpage.activity-stream.feeds.topsites': false,
  'browser.region.network.url': '',
  'browser.region.update.enabled': false,
  'browser.safebrowsing.blockedURIs.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.provider.google4.updateURL': '',
  'browser.safebrowsing.provider.mozilla.updateURL': '',
  'browser.search.update': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.topsites.contile.enabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.usage.uploadEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'geo.provider.network.url': '',
  'media.gmp-manager.url': '',
  'media.gmp-manager.updateEnabled': false,
  'messaging-system.rsexperimentloader.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.trr.mode': 5,
  'nimbus.rollouts.enabled': false,
  'security.OCSP.enabled': 0,
  'services.settings.server': 'data:,#none',
  'toolkit.startup.max_resumed_crashes': -1,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': '',
  'toolkit.telemetry.unified': false,
}

export const firefoxPath: string | undefined =
  process.env['FIREFOX_PATH'] ?? PATHS.find((path) => existsSync(path))

export async function launchFirefox(
  profileDir: string,
  prefs: LaunchOptions['extraPrefs'] = {},
): Promise<Browser> {
  const lines = Object.entries({ ...PREFS, ...prefs }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  )
  writeFileSync(join(profileDir, 'user.js'), lines.join('\n'))
  const args = [
    '--headless',
    '--no-remote',
    '--profile',
    profileDir,
    '--remote-debugging-port',
    '0',
    'about:blank',
  ]
  const tree = startTree(firefoxPath ?? 'firefox', args, { MOZ_CRASHREPORTER_DISABLE: '1', HOME: profileDir })
  try {
    const address = await poll(
      'Firefox opens its BiDi port',
      () => /BiDi listening on (ws:\S+)/.exec(tree.errors()),
      30_000,
    )
    const puppet = await puppeteer.connect({
      browserWSEndpoint: `${address[1]}/session`,
      protocol: 'webDriverBiDi',
      defaultViewport: null,
    })
    return await puppeteerBrowser('firefox', puppet, tree, profileDir)
  } catch (error) {
    await tree.kill()
    throw error
  }
}
