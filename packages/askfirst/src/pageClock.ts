/**
 * Makes a clock for the times of events, in whole ms since the Unix epoch: the device's, but never set back while the
 * page is there. Set forward it follows, for so seems a clock whose device has slept: in some browsers the page's own
 * time stands still meanwhile (High Resolution Time, section 5, says it should not).
 *
 * @param now device time in ms
 * @param uptime ms since the page began, which no setting of the clock moves
 */
export function pageClock(now: () => number, uptime: () => number): () => number {
  let began = -Infinity
  return () => {
    began = Math.max(began, now() - uptime())
    return Math.round(began + uptime())
  }
}
