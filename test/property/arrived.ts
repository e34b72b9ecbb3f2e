import type { World } from './world.ts'

/** Numbers of the events that the collector has, in the order in which they were tracked. */
export const arrived = ({ collector }: World): number[] =>
  [...collector.stored.values()].sort((a, b) => a - b)
