import { byId, element } from './element.ts'
import type { Figures } from './fetchStats.ts'
import { sayTime } from './say.ts'

let newest = Number.POSITIVE_INFINITY

/** The events that arrived last; those since the last look stand out for a moment. */
export function showLatest({ latest }: Figures): void {
  const seen = newest
  newest = Math.max(0, ...latest.map(({ receivedAt }) => receivedAt))
  const heads = ['Time', 'Event', 'Purpose', 'Properties'].map((name) =>
    element('th', { scope: 'col' }, name),
  )
  const rows = latest.map((event) => eventRow(event, event.receivedAt > seen))
  byId('latest').replaceChildren(
    element('table', {}, element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...rows)),
  )
}

function eventRow({ at, name, purpose, props }: Figures['latest'][number], isNew: boolean): HTMLElement {
  const text = Object.entries(props)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ')
  return element(
    'tr',
    isNew ? { class: 'new' } : {},
    element('td', { class: 'time', title: new Date(at).toISOString() }, sayTime(at)),
    element('td', { class: 'name' }, name),
    element('td', {}, element('span', { class: 'purpose' }, purpose)),
    element('td', { class: 'props', title: text.slice(0, 2_000) }, text.slice(0, 300)),
  )
}
