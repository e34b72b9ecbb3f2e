// The panel "What leaves this page": askfirst.inspect() in words, and the requests that wire.js has noted.
const { demoWire } = window
const at = (id) => document.getElementById(id)

const STATES = {
  loading: 'is being looked up',
  undecided: 'has not been decided',
  granted: 'is allowed',
  denied: 'is not allowed',
}
const REASONS = {
  'no-decision': 'nobody has chosen yet',
  'reading-record': 'the stored choice is being read',
  'decided-here': 'you chose on this page',
  'decided-in-other-tab': 'you chose in another tab',
  'stored-record': 'you chose on an earlier page',
  'unconfirmed-record': 'the stored yes could not be confirmed, so it does not count',
  'corrupt-record': 'the stored choice could not be read, so it does not count',
}
const LOSSES = {
  denied: 'you said no',
  undecided: 'you had not chosen yet',
  invalid: 'the call was malformed or not in the plan',
  filtered: 'the site filtered it out',
  queue_full: 'the queue was full',
  too_old: 'too old',
  too_large: 'too large',
  refused: 'the collector refused it',
  storage: 'the device could not write it',
  unanswered: 'sent, and no answer came',
}
const SCRUBBED = {
  key: 'Fields with a personal name',
  param: 'Parameters of addresses',
  email: 'E-mail addresses',
  phone: 'Phone numbers',
  card: 'Card numbers',
  ip: 'IP addresses',
  token: 'Tokens and secrets',
}
const ERASED = {
  erased: 'erased',
  'nothing-sent': 'nothing was there',
  unsupported: 'it can not be asked',
  failed: 'not reached, try again',
}
const MODES = {
  inert: 'nothing is captured here',
  idle: 'nothing is stored',
  memory: 'in memory only',
  indexeddb: 'on this device',
}

function make(tag, className, ...children) {
  const element = document.createElement(tag)
  if (className) element.className = className
  element.append(...children)
  return element
}

/** The client, once the script has taken the stub's place. */
function client() {
  return window.askfirst?.consent ? window.askfirst : undefined
}

// Written only where it changes, so that screen readers and selections are left in peace.
function say(element, text) {
  if (element.textContent !== text) element.textContent = text
}

function showConsent({ purposes, reason }) {
  const list = Object.entries(purposes)
  const verdict = list.map(([purpose, state]) => `${purpose} ${STATES[state] ?? state}`).join(', ')
  const text = `${verdict}: ${REASONS[reason] ?? reason}.`
  say(at('panel-consent'), text.charAt(0).toUpperCase() + text.slice(1))
  const states = list.map(([, state]) => state)
  at('panel-consent').dataset.state = states.includes('granted') ? 'granted' : (states[0] ?? 'undecided')
}

function showFigures({ held, queued, sent, streams, mode, destinations }) {
  const figures = [
    ['held', 'Held until you choose', held, 'in memory'],
    ['queued', 'Waiting to be sent', queued.events, `${queued.bytes} bytes, ${MODES[mode] ?? mode}`],
    [
      'sent',
      'Sent',
      sent,
      destinations.map(({ state, reason }) => reason ?? state).join(', ') || 'nowhere to send to',
    ],
    ['streams', 'Streams', streams, 'one a page and purpose'],
  ]
  at('panel-figures').replaceChildren(
    ...figures.map(([id, title, value, note]) => {
      const figure = make(
        'div',
        '',
        make('dt', '', title),
        make('dd', 'value', String(value)),
        make('dd', 'quiet', note),
      )
      figure.querySelector('.value').id = `panel-${id}`
      return figure
    }),
  )
}

function showTally(id, counts, words, none) {
  const rows = Object.entries(counts).filter(([, count]) => count > 0)
  at(id).replaceChildren(
    ...(rows.length ? rows : [[none, '']]).map(([key, count]) =>
      make(
        'li',
        count === '' ? 'quiet' : '',
        make('span', '', words[key] ?? key),
        make('strong', '', String(count)),
      ),
    ),
  )
}

function showWire() {
  const rows = demoWire.requests.slice(-5).reverse()
  const items = rows.map(({ url, at: time, bytes, events, state }, index) => {
    const head = [make('code', '', url), ` ${time.toLocaleTimeString()}, ${bytes} bytes, ${state}`]
    if (!events.length) return make('li', '', ...head)
    const lines = events.map(({ name, props }) => `${name} ${JSON.stringify(props)}`).join('\n')
    const details = make('details', '', make('summary', '', ...head), make('pre', '', lines))
    details.open = index === 0
    return make('li', '', details)
  })
  at('panel-wire').replaceChildren(
    ...(items.length ? items : [make('li', 'quiet', 'None. Nothing has left.')]),
  )
}

let shown = ''
function refresh() {
  const state = client()?.inspect()
  if (!state) return
  const json = JSON.stringify(state, null, 2)
  if (json === shown) return
  shown = json
  showConsent(state.consent)
  showFigures(state)
  showTally('panel-dropped', state.dropped, LOSSES, 'Nothing')
  showTally('panel-scrubbed', state.scrubbed, SCRUBBED, 'Nothing')
  say(at('panel-json'), json)
}

async function reset() {
  await client()?.shutdown()
  for (const name of await caches.keys()) await caches.delete(name)
  for (const { name } of await indexedDB.databases())
    await new Promise((resolve) => {
      const deletion = indexedDB.deleteDatabase(name)
      // Blocked by another tab of the demo: it goes when that tab does.
      deletion.onsuccess = deletion.onerror = deletion.onblocked = resolve
    })
  localStorage.clear()
  sessionStorage.clear()
  location.assign('/')
}

at('opt-in').addEventListener('click', () => {
  window.askfirst.optIn()
  say(at('panel-note'), 'You said yes.')
})
at('opt-out').addEventListener('click', async () => {
  const { removed, inFlight } = await window.askfirst.optOut()
  say(at('panel-note'), `You said no. ${removed} events deleted here, ${inFlight} stopped on their way.`)
})
at('show-banner').addEventListener('click', () => window.askfirst.showBanner())
at('erase').addEventListener('click', async () => {
  say(at('panel-note'), 'Erasing …')
  const { removed, streams, collector } = await window.askfirst.erase()
  const there = ERASED[collector] ?? collector
  say(at('panel-note'), `${removed} events deleted here; at the collector: ${there} (${streams} streams).`)
})
at('reset').addEventListener('click', (event) => {
  event.preventDefault()
  reset()
})
window.addEventListener('demo-wire', showWire)
setInterval(refresh, 500)
showWire()

// The script is async: it may come before or after this module.
const waiting = setInterval(() => {
  const ready = client()
  if (!ready) return
  clearInterval(waiting)
  ready.consent.subscribe(refresh)
  refresh()
}, 50)
