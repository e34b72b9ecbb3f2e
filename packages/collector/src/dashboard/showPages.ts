import { byId, element } from './element.ts'
import type { Figures } from './fetchStats.ts'
import { sayCount } from './say.ts'

/** The most viewed pages, each with a bar against the first. */
export function showPages({ pages }: Figures): void {
  const most = pages[0]?.views ?? 1
  byId('pages').replaceChildren(
    pages.length === 0
      ? element('p', { class: 'nothing' }, 'No page views in this span.')
      : element('ol', { class: 'bars' }, ...pages.map(({ url, views }) => bar(url, views, views / most))),
  )
}

function bar(url: string, views: number, share: number): HTMLElement {
  return element(
    'li',
    {},
    element('span', { class: 'bar-name', title: url }, shortName(url)),
    element('span', { class: 'bar-count' }, sayCount(views)),
    element('span', { class: 'bar' }, element('span', { class: 'bar-fill', share })),
  )
}

// Most sites have one host: it says nothing, and the path says it all.
function shortName(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url || '(no address)'
}
