// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { byId } from './element.ts'
import type { Figures } from './fetchStats.ts'
import { sayShare, sayVital } from './say.ts'
import { takeToken } from './session.ts'
import { showGaps } from './showGaps.ts'
import { showLatest } from './showLatest.ts'
import { showPages } from './showPages.ts'
import { showTiles } from './showTiles.ts'
import { showVitals } from './showVitals.ts'

const HOSTILE = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
const figures: Figures = {
  site: 'a',
  sites: ['a'],
  hours: 24,
  from: 0,
  to: 1,
  totals: { events: 1_234, pageViews: 5, streams: 2 },
  series: { bucketMs: 60_000, buckets: [] },
  pages: [
    { url: 'https://a.example/one', views: 4 },
    { url: HOSTILE, views: 1 },
  ],
  vitals: [
    {
      metric: 'LCP',
      p75: 3_000,
      rating: 'needs-improvement',
      count: 4,
      good: 2,
      needsImprovement: 1,
      poor: 1,
    },
  ],
  gaps: {
    streams: 3,
    ended: 1,
    unknownTails: 2,
    received: 90,
    explained: { denied: 4, [HOSTILE]: 1 },
    unexplained: 5,
  },
  latest: [
    {
      name: HOSTILE,
      purpose: HOSTILE,
      at: 0,
      receivedAt: 0,
      props: { [HOSTILE]: HOSTILE, deep: { a: [1] } },
    },
  ],
}

beforeEach(() => {
  const ids = ['tiles', 'pages', 'vitals', 'gaps', 'latest']
  document.body.replaceChildren(...ids.map((id) => Object.assign(document.createElement('div'), { id })))
})

const text = (id: string): string => (byId(id).textContent ?? '').replace(/\s+/g, ' ')

describe('the dashboard', () => {
  it('shows what strangers sent as text, never as markup', () => {
    for (const show of [showTiles, showPages, showVitals, showGaps, showLatest]) show(figures)
    expect(document.querySelectorAll('img, script')).toHaveLength(0)
    expect(text('latest')).toContain(HOSTILE)
    expect(text('latest')).toContain('deep: {"a":[1]}')
    expect(text('pages')).toContain(HOSTILE)
  })

  it('says in words what its colours and bars say', () => {
    for (const show of [showVitals, showGaps]) show(figures)
    expect(text('vitals')).toContain('LCP3.00 sneeds improvement4 measured')
    expect(document.querySelector('#vitals [role=img]')?.getAttribute('aria-label')).toBe(
      '2 good, 1 needs improvement, 1 poor',
    )
    expect(document.querySelector('#gaps [role=img]')?.getAttribute('aria-label')).toBe(
      '90 received, 5 explained, 5 unexplained',
    )
    expect(text('gaps')).toContain('consent was withdrawn: 4')
  })

  it('says what is missing where there is nothing', () => {
    const nothing: Figures = { ...figures, pages: [], vitals: [], gaps: { ...figures.gaps, streams: 0 } }
    for (const show of [showPages, showVitals, showGaps]) show(nothing)
    expect([text('pages'), text('gaps')]).toEqual(['No page views in this span.', 'No streams in this span.'])
    expect(text('vitals')).toContain('data-vitals')
  })

  it('never rounds a loss away', () => {
    expect([sayShare(99_999, 100_000), sayShare(1, 100_000), sayShare(1, 1), sayShare(0, 0)]).toEqual([
      '>99.9 %',
      '<0.1 %',
      '100 %',
      '–',
    ])
    expect([sayVital('CLS', 0.104), sayVital('INP', 199.6), sayVital('LCP', 2_499)]).toEqual([
      '0.10',
      '200 ms',
      '2.50 s',
    ])
  })

  it('moves the token from the address bar into this tab', () => {
    location.href = 'http://localhost/dashboard#token=a-secret'
    expect(takeToken()).toBe('a-secret')
    expect(location.href).not.toContain('a-secret')
    expect(takeToken()).toBe('a-secret')
    sessionStorage.clear()
    expect(takeToken()).toBeNull()
  })
})
