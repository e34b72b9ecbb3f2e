import {
  CategoryScale,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js'
import { byId, element } from './element.ts'
import type { Figures } from './fetchStats.ts'
import { sayBucket, sayCount } from './say.ts'

Chart.register(CategoryScale, Filler, LinearScale, LineController, LineElement, PointElement, Tooltip)

let chart: Chart<'line', number[], string> | undefined

/** Page views over time: a drawing, a sentence for those who can't see it, and a table. */
export function showSeries({ series, from, to }: Figures): void {
  const labels = series.buckets.map(({ at }) => sayBucket(at, series.bucketMs, to - from))
  const views = series.buckets.map(({ pageViews }) => pageViews)
  const events = series.buckets.map(({ events }) => events)
  draw(labels, views)
  const peak = Math.max(...views)
  const total = views.reduce((sum, value) => sum + value, 0)
  byId('series').setAttribute(
    'aria-label',
    total === 0
      ? 'No page views in this span.'
      : `Line chart: ${sayCount(total)} page views, at most ${sayCount(peak)} at ${labels[views.indexOf(peak)]}. The table below has every value.`,
  )
  byId('series-table').replaceChildren(table(labels, views, events))
}

function draw(labels: string[], views: number[]): void {
  const canvas = byId<HTMLCanvasElement>('series')
  const styles = getComputedStyle(document.documentElement)
  const color = (name: string): string => styles.getPropertyValue(`--${name}`).trim()
  const datasets = [
    {
      label: 'Page views',
      data: views,
      borderColor: color('views'),
      backgroundColor: color('views-wash'),
      borderWidth: 2,
      pointRadius: 0,
      pointHitRadius: 12,
      // Never below zero, and never a bump that no value made.
      cubicInterpolationMode: 'monotone' as const,
      fill: true,
    },
  ]
  const axis = { border: { display: false }, ticks: { color: color('quiet') } }
  const options = {
    animation: false as const,
    responsive: true,
    maintainAspectRatio: false,
    interaction: { mode: 'index' as const, intersect: false },
    scales: {
      x: { ...axis, grid: { display: false }, ticks: { ...axis.ticks, maxRotation: 0, maxTicksLimit: 8 } },
      y: {
        ...axis,
        beginAtZero: true,
        suggestedMax: 4,
        grid: { color: color('rule') },
        ticks: { ...axis.ticks, precision: 0, maxTicksLimit: 6 },
      },
    },
  }
  if (!chart) {
    chart = new Chart(canvas, { type: 'line', data: { labels, datasets }, options })
    return
  }
  chart.data = { labels, datasets }
  chart.options = options
  chart.update()
}

function table(labels: string[], views: number[], events: number[]): HTMLElement {
  const rows = labels.map((label, i) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, label),
      element('td', { class: 'number' }, sayCount(views[i] ?? 0)),
      element('td', { class: 'number' }, sayCount(events[i] ?? 0)),
    ),
  )
  const heads = ['Time', 'Page views', 'All events'].map((name) => element('th', { scope: 'col' }, name))
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows.reverse()),
  )
}
