import type { Rating } from '../rateVital.ts'
import type { VitalStats } from '../store/stats.ts'
import { byId, element } from './element.ts'
import type { Figures } from './fetchStats.ts'
import { sayCount, sayVital } from './say.ts'

const NAMES: Readonly<Record<string, string>> = {
  LCP: 'Largest contentful paint',
  INP: 'Interaction to next paint',
  CLS: 'Cumulative layout shift',
  FCP: 'First contentful paint',
  TTFB: 'Time to first byte',
}

const WORDS: Readonly<Record<Rating, string>> = {
  good: 'good',
  'needs-improvement': 'needs improvement',
  poor: 'poor',
}

/** Each vital's 75th percentile, its rating in colour and in words, and how the page loads spread. */
export function showVitals({ vitals }: Figures): void {
  byId('vitals').replaceChildren(
    vitals.length === 0
      ? element(
          'p',
          { class: 'nothing' },
          'No vitals in this span. The script tag measures them with data-vitals.',
        )
      : element('ul', { class: 'vital-list' }, ...vitals.map(vitalItem)),
  )
}

function vitalItem({ metric, p75, rating, count, good, needsImprovement, poor }: VitalStats): HTMLElement {
  const parts: [Rating, number][] = [
    ['good', good],
    ['needs-improvement', needsImprovement],
    ['poor', poor],
  ]
  const told = parts.map(([name, loads]) => `${sayCount(loads)} ${WORDS[name]}`).join(', ')
  const spread = parts
    .filter(([, loads]) => loads > 0)
    .map(([name, loads]) =>
      element('span', { class: `part ${name}`, share: loads / Math.max(1, good + needsImprovement + poor) }),
    )
  return element(
    'li',
    {},
    element('span', { class: 'vital-name', title: NAMES[metric] ?? metric }, metric),
    element('span', { class: 'vital-value' }, sayVital(metric, p75)),
    element('span', { class: `rating ${rating}` }, WORDS[rating]),
    element('span', { class: 'spread', role: 'img', label: told, title: told }, ...spread),
    element('span', { class: 'note' }, `${sayCount(count)} measured`),
  )
}
