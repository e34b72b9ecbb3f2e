const count = new Intl.NumberFormat()
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const minute = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const dayAndTime = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const DAY = 86_400_000

/** A count as people of this language write it. */
export function sayCount(value: number): string {
  return count.format(value)
}

/** A part of a whole, as a percentage that never rounds up to all or down to nothing. */
export function sayShare(part: number, whole: number): string {
  if (whole === 0) return '–'
  const percent = (part / whole) * 100
  if (percent > 99.9 && percent < 100) return '>99.9 %'
  if (percent > 0 && percent < 0.1) return '<0.1 %'
  return `${Number(percent.toFixed(1))} %`
}

/** The time of an event; with its day where that is not today. */
export function sayTime(time: number): string {
  return new Date(time).toDateString() === new Date().toDateString()
    ? clock.format(time)
    : dayAndTime.format(time)
}

/** The start of a bucket, no finer than the bucket is. */
export function sayBucket(time: number, bucketMs: number, span: number): string {
  if (bucketMs >= DAY) return day.format(time)
  return span > DAY ? dayAndTime.format(time) : minute.format(time)
}

/** A vital's value with its unit. */
export function sayVital(metric: string, value: number): string {
  if (metric === 'CLS') return value.toFixed(2)
  return value >= 1_000 ? `${(value / 1_000).toFixed(2)} s` : `${Math.round(value)} ms`
}
