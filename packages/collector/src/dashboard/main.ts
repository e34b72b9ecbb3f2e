import { byId, element } from './element.ts'
import { type Figures, fetchStats } from './fetchStats.ts'
import { forgetToken, keepToken, takeToken } from './session.ts'
import { showGaps } from './showGaps.ts'
import { showLatest } from './showLatest.ts'
import { showPages } from './showPages.ts'
import { showSeries } from './showSeries.ts'
import { showTiles } from './showTiles.ts'
import { showVitals } from './showVitals.ts'

const EVERY = 2_000

const site = byId<HTMLSelectElement>('site')
const hours = byId<HTMLSelectElement>('hours')
let token: string | null = takeToken()
let timer: ReturnType<typeof setTimeout> | undefined
/** Rises with every look, so that an answer that comes too late is not shown. */
let look = 0
/** What is on the page, so that a look that finds nothing new disturbs nobody's reading or selection. */
let shown = ''

/** Asks, shows, and asks again two seconds later for as long as somebody can see it. */
async function refresh(): Promise<void> {
  clearTimeout(timer)
  const mine = ++look
  if (!token) {
    showLogin('')
    return
  }
  const figures = await fetchStats(token, site.value, hours.value)
  if (mine !== look) return
  if (figures === 'token') {
    leave(
      'The collector does not know this token. It prints a new one at each start, unless it is given one.',
    )
    return
  }
  if (figures === 'offline') say('offline', 'The collector does not answer; trying again')
  else show(figures)
  if (document.visibilityState === 'visible') timer = setTimeout(() => void refresh(), EVERY)
}

function show(figures: Figures): void {
  const isEmpty = figures.latest.length === 0
  byId('login').hidden = true
  byId('controls').hidden = false
  byId('empty').hidden = !isEmpty
  byId('board').hidden = isEmpty
  say('live', 'Live')
  const found = JSON.stringify({ ...figures, to: 0 })
  if (found === shown) return
  shown = found
  listSites(figures)
  if (isEmpty) {
    const { origin, pathname } = location
    const endpoint = `${origin}${pathname.replace(/dashboard\/?$/, '')}v1/events`
    byId('snippet').textContent =
      `<script async src="/askfirst.js" data-endpoint="${endpoint}" data-site="${figures.site}" data-banner></script>`
    return
  }
  for (const draw of [showTiles, showSeries, showPages, showVitals, showGaps, showLatest]) draw(figures)
}

function listSites({ sites, site: chosen }: Figures): void {
  if (site.options.length !== sites.length)
    site.replaceChildren(...sites.map((key) => element('option', {}, key)))
  site.value = chosen
}

function showLogin(error: string): void {
  byId('board').hidden = true
  byId('empty').hidden = true
  byId('controls').hidden = true
  byId('login').hidden = false
  byId('login-error').textContent = error
  say('', '')
  byId('token').focus()
}

function leave(error: string): void {
  clearTimeout(timer)
  look++
  token = null
  shown = ''
  forgetToken()
  showLogin(error)
}

/** The status is read aloud: it is written only when it changes. */
function say(kind: string, text: string): void {
  const status = byId('status')
  if (status.textContent === text) return
  status.dataset['kind'] = kind
  status.textContent = text
}

byId('login').addEventListener('submit', (event) => {
  event.preventDefault()
  const field = byId<HTMLInputElement>('token')
  token = field.value.trim()
  field.value = ''
  keepToken(token)
  void refresh()
})
byId('leave').addEventListener('click', () => leave(''))
for (const choice of [site, hours]) choice.addEventListener('change', () => void refresh())
addEventListener('hashchange', () => {
  token = takeToken()
  void refresh()
})
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void refresh()
  else clearTimeout(timer)
})
// The chart takes its colours when it is drawn.
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  shown = ''
  void refresh()
})
void refresh()
