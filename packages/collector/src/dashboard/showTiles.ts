import { byId, element } from './element.ts'
import type { Figures } from './fetchStats.ts'
import { sayCount, sayShare } from './say.ts'

/** The four figures to see first. */
export function showTiles({ totals, gaps }: Figures): void {
  const explained = Object.values(gaps.explained).reduce((sum, numbers) => sum + numbers, 0)
  const known = gaps.received + explained + gaps.unexplained
  byId('tiles').replaceChildren(
    tile('Page views', sayCount(totals.pageViews), 'of visitors who said yes'),
    tile('Events', sayCount(totals.events), 'page views included'),
    tile('Streams', sayCount(totals.streams), 'one a page load and purpose; not people'),
    tile('Arrived', sayShare(gaps.received, known), `of ${sayCount(known)} numbered events`),
  )
}

function tile(name: string, value: string, note: string): HTMLElement {
  return element(
    'div',
    { class: 'card tile' },
    element('dt', {}, name),
    element('dd', { class: 'figure' }, value),
    element('dd', { class: 'note' }, note),
  )
}
