import type { Delivery } from './delivery.ts'

/** The deliveries to all destinations: what is said to them is said to each, and none waits for another. */
export interface Deliveries extends Pick<Delivery, 'notify' | 'flush' | 'later' | 'pause' | 'waive'> {}

export function deliveries(all: readonly Delivery[]): Deliveries {
  return {
    notify: (chunks) => {
      for (const { notify } of all) notify(chunks)
    },
    flush: async () => {
      const flushing = all.map(({ flush }) => flush())
      for (const flushed of flushing) await flushed
    },
    later: (ms) => {
      for (const { later } of all) later(ms)
    },
    pause: () => {
      for (const { pause } of all) pause()
    },
    waive: () => {
      for (const { waive } of all) waive()
    },
  }
}
