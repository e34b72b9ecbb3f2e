import type { Reason } from '@askfirst/consent'
import type { Client, Inspection } from '../client.ts'
import type { DebugEvent } from './watchEvents.ts'
import type { WireCall } from './watchWire.ts'

/** The overlay's content, kept up to date in place, so that nothing loses the focus or closes by itself. */
export interface DebugView {
  region: HTMLElement
  close: HTMLButtonElement
  show(client: Client, events: readonly DebugEvent[]): void
  /** Adds a request. Returns what notes its answer. */
  sent(call: WireCall): (answer: string) => void
}

const NO_RULE = 'does not apply'

/** Builds the content. Text goes in as text, so that no policy of the page objects. */
export function debugView(document: Document): DebugView {
  const make = maker(document)
  const title = make('h2', 'Askfirst debug')
  title.id = 'title'
  const close = make('button', 'Close')
  close.type = 'button'
  const purposes = make('div')
  purposes.id = 'purposes'
  const consent = make('p')
  consent.id = 'consent'
  const counts = make('p')
  counts.id = 'counts'
  const events = make('tbody')
  events.id = 'events'
  const requests = make('div', 'None yet.')
  requests.id = 'requests'
  const region = make(
    'section',
    make('header', title, close),
    make('h3', 'Purposes'),
    purposes,
    make('h3', 'Consent'),
    consent,
    make('h3', 'Counts'),
    counts,
    make('h3', 'Events since this is open'),
    make('table', make('thead', row(make, 'th', ['Event', 'By', 'Purpose', 'Fate'])), events),
    make('h3', 'Requests, as they left'),
    requests,
  )
  region.setAttribute('aria-labelledby', 'title')
  // Reached by the keyboard, so that it can be scrolled with it.
  region.tabIndex = 0
  let calls = 0

  return {
    region,
    close,
    show: (client, list) => {
      const seen = client.inspect()
      purposes.replaceChildren(
        ...Object.entries(seen.consent.purposes).flatMap(([purpose, state]) => [
          make('p', `${purpose}: ${state}`),
          make('ol', ...client.consent.explain(purpose).map((reason) => chain(make, reason))),
        ]),
      )
      consent.textContent = consentText(seen)
      counts.textContent = countsText(seen)
      events.replaceChildren(
        ...list
          .map(({ name, by, purpose, state, reason }) =>
            row(make, 'td', [name, by, purpose, reason ? `${state}: ${reason}` : state]),
          )
          .reverse(),
      )
    },
    sent: ({ url, body, events: inside }) => {
      if (!calls++) requests.replaceChildren()
      const what = `${calls}. ${url}${inside.length ? `, ${inside.length} events` : ''}`
      const line = make('summary', `${what}: on its way`)
      requests.prepend(make('details', line, make('pre', body)))
      return (answer) => {
        line.textContent = `${what}: ${answer}`
      }
    },
  }
}

type Make = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  ...content: (Node | string)[]
) => HTMLElementTagNameMap[Tag]

function maker(document: Document): Make {
  return (tag, ...content) => {
    const element = document.createElement(tag)
    element.append(...content)
    return element
  }
}

function row(make: Make, tag: 'th' | 'td', cells: readonly string[]): HTMLElement {
  const made = cells.map((cell) => make(tag, cell))
  for (const cell of made) if (tag === 'th') cell.setAttribute('scope', 'col')
  return make('tr', ...made)
}

function chain(make: Make, { rule, state, decides }: Reason): HTMLElement {
  const item = make('li', `${rule}: ${state ?? NO_RULE}${decides ? ', and this decides' : ''}`)
  if (decides) item.className = 'decides'
  return item
}

function consentText({ consent }: Inspection): string {
  const { seq, decidedAt, reason, confirmed, signal } = consent
  const when = decidedAt === null ? 'never' : new Date(decidedAt).toISOString()
  const words = [`decision ${seq}`, `decided ${when}`, reason, confirmed ? 'durable' : 'not durable']
  return [...words, signal ? 'the browser sends an opt-out signal' : 'no opt-out signal'].join(', ')
}

function countsText({ mode, held, queued, sent, dropped, streams, destinations }: Inspection): string {
  const lost = Object.entries(dropped).map(([reason, count]) => `${count} ${reason}`)
  const where = destinations.map(({ name, state, reason }) => [name, state, reason].filter(Boolean).join(' '))
  return [
    `${mode}: ${held} held, ${queued.events} queued (${queued.bytes} bytes), ${sent} acknowledged`,
    `dropped: ${lost.join(', ') || 'none'}`,
    `${streams} streams`,
    ...where,
  ].join('; ')
}
