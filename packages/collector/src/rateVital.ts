/** web.dev's three words for a measurement. */
export type Rating = 'good' | 'needs-improvement' | 'poor'

// Upper bounds of good and of needs-improvement: https://web.dev/articles/defining-core-web-vitals-thresholds
const bounds: Readonly<Record<string, readonly [good: number, poor: number]>> = {
  LCP: [2_500, 4_000],
  INP: [200, 500],
  CLS: [0.1, 0.25],
  FCP: [1_800, 3_000],
  TTFB: [800, 1_800],
}

/** Judges a value (ms, without unit for CLS) of a metric that is known; others are never better than poor. */
export function rateVital(metric: string, value: number): Rating {
  const [good, poor] = bounds[metric] ?? [-1, -1]
  if (value <= good) return 'good'
  return value <= poor ? 'needs-improvement' : 'poor'
}
