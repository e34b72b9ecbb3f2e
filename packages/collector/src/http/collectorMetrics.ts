import { Counter, Histogram, Registry } from 'prom-client'

/** What Prometheus may read. Labels name sites, routes and codes, never a visitor. */
export interface CollectorMetrics {
  registry: Registry
  requests: Counter<'route' | 'status'>
  seconds: Histogram<'route'>
  events: Counter<'site' | 'result'>
  rejected: Counter<'site' | 'code'>
  erased: Counter<'site'>
  expired: Counter<'site'>
  receipts: Counter<'site' | 'result'>
  storeFailures: Counter
}

/** Makes the metrics in a registry of their own, so that two collectors in one process don't meet. */
export function createCollectorMetrics(): CollectorMetrics {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    requests: new Counter({
      name: 'askfirst_requests_total',
      help: 'Requests answered',
      labelNames: ['route', 'status'],
      registers,
    }),
    seconds: new Histogram({
      name: 'askfirst_request_seconds',
      help: 'Time from the request to its answer, storing included',
      labelNames: ['route'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    events: new Counter({
      name: 'askfirst_events_total',
      help: 'Events by what became of them: accepted, duplicate, rejected',
      labelNames: ['site', 'result'],
      registers,
    }),
    rejected: new Counter({
      name: 'askfirst_events_rejected_total',
      help: 'Rejected events by code',
      labelNames: ['site', 'code'],
      registers,
    }),
    erased: new Counter({
      name: 'askfirst_events_erased_total',
      help: 'Events deleted at the request of their visitor',
      labelNames: ['site'],
      registers,
    }),
    expired: new Counter({
      name: 'askfirst_events_expired_total',
      help: 'Events deleted because their retention is over',
      labelNames: ['site'],
      registers,
    }),
    receipts: new Counter({
      name: 'askfirst_receipts_total',
      help: 'Consent receipts by what became of them: accepted, duplicate',
      labelNames: ['site', 'result'],
      registers,
    }),
    storeFailures: new Counter({
      name: 'askfirst_store_failures_total',
      help: 'Requests that the store could not serve',
      registers,
    }),
  }
}
