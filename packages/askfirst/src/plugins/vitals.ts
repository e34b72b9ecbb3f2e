import { type MetricType, onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals'
import type { Plugin } from '../plugin.ts'

/**
 * One `vital` event `{ metric, value, rating }` for each of LCP, INP, CLS, FCP and TTFB of the page; times in ms.
 * `web-vitals` offers no way to unregister: after its stop the plugin ignores what is still reported.
 */
export function vitals(): Plugin {
  return {
    name: 'vitals',
    setup: ({ track }) => {
      let on = true
      const report = ({ name, value, rating }: MetricType): void => {
        if (on) track('vital', { metric: name, value: Math.round(value * 1e4) / 1e4, rating })
      }
      for (const observe of [onLCP, onINP, onCLS, onFCP, onTTFB]) observe(report)
      return () => {
        on = false
      }
    },
  }
}
