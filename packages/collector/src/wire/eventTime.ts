/**
 * Skew that is left alone: below it the difference is as likely to be the network and the queue of the
 * request as the device's clock, so that correcting would make good times worse.
 */
export const SKEW_TOLERANCE = 60_000

/**
 * When an event happened, in ms by the collector's clock: the device's time, moved by the difference of the two
 * clocks (`receivedAt - sentAt`) where that is over `SKEW_TOLERANCE`. Never later than `receivedAt`, never below 0.
 */
export function eventTime(deviceAt: number, sentAt: number, receivedAt: number): number {
  const skew = receivedAt - sentAt
  const at = Math.abs(skew) > SKEW_TOLERANCE ? deviceAt + skew : deviceAt
  return Math.max(0, Math.min(at, receivedAt))
}
