// Prints how long a choice keeps the page from painting: `pnpm bench:consent [TRIES=20]` after a build.
// The event duration (Event Timing) of a real click on accept, reject and save in Chromium with its processor slowed
// down four times, of our banner and of vanilla-cookieconsent on the same page, by turns in the same run.
import { cpus, loadavg } from 'node:os'
import { startBench } from './benchSite.mjs'
import { chromium, freshPage, waitForBanner } from './chromium.mjs'

const TRIES = Number(process.argv[2] ?? 20)
const SLOWER = 4
const AIM_MS = 50
/** What the browser does not tell of was shorter than this: the least that it can be asked for. */
const LEAST_MS = 16
const BASE = 'vanilla-cookieconsent'
const ACTIONS = ['accept', 'reject', 'save']

const bench = await startBench()
const browser = await chromium()
try {
  const sites = bench.sites.filter(({ name }) => name.startsWith('Askfirst') || name === BASE)
  const times = new Map()
  for (let n = 0; n < TRIES; n++)
    for (const site of sites)
      for (const action of ACTIONS) {
        const key = `${site.name} ${action}`
        const ms = await duration(site, action)
        if (ms !== undefined) times.set(key, [...(times.get(key) ?? []), ms])
      }
  print(sites, times)
} finally {
  await browser.close()
  bench.stop()
}

/** @returns ms of the click's longest event, undefined where there is no such button */
async function duration(site, action) {
  if (!site[action]) return undefined
  const { page, context } = await freshPage(browser)
  try {
    await page.evaluateOnNewDocument(observe, LEAST_MS)
    await page.goto(site.url)
    if ((await waitForBanner(page, site, true)) === undefined) throw new Error(`${site.name} shows no banner`)
    if (action === 'save') await page.evaluate('void (window.openCentre ?? askfirst.showCentre)()')
    const button = await page.waitForSelector(site[action], { visible: true })
    // What it moves in with is over, and nothing else is under way.
    await wait(700)
    await page.emulateCPUThrottling(SLOWER)
    await button.click()
    await wait(600)
    const events = await page.evaluate('events')
    return Math.max(LEAST_MS, ...events)
  } finally {
    await context.close()
  }
}

/** Runs in the page: durations of what a click consists of, rounded by the browser to 8 ms. */
function observe(least) {
  window.events = []
  const names = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (names.includes(name)) window.events.push(duration)
  }).observe({ type: 'event', durationThreshold: least, buffered: true })
}

function print(sites, times) {
  console.log(
    `Event duration in ms, ${TRIES} tries each, processor ${SLOWER}x slower; ${LEAST_MS} means at most that`,
  )
  const [load] = loadavg()
  console.log(
    `On ${cpus().length} processors with a load of ${load.toFixed(1)} at the end: the ratio tells more than the times`,
  )
  console.log(`| | action | median | p95 (aim ${AIM_MS}) | longest | p95 / ${BASE} |`)
  console.log('|---|---|---|---|---|---|')
  for (const action of ACTIONS)
    for (const { name } of sites) {
      const found = times.get(`${name} ${action}`)
      if (!found) {
        console.log(`| ${name} | ${action} | no such button | | | |`)
        continue
      }
      const ratio = quantile(found, 0.95) / quantile(times.get(`${BASE} ${action}`), 0.95)
      const numbers = [quantile(found, 0.5), quantile(found, 0.95), Math.max(...found)].map(Math.round)
      console.log(`| ${name} | ${action} | ${numbers.join(' | ')} | ${ratio.toFixed(2)} |`)
    }
}

/** The smallest value that at least this share of all is not above. */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(share * sorted.length) - 1]
}

function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
