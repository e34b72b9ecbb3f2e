const DAYS = { d: 1, w: 7, mo: 30, y: 365 } as const

/** Days, weeks, months of 30 days or years of 365: `90d`, `2w`, `6mo`, `1y`. */
export type Duration = `${number}${keyof typeof DAYS}`

/** How a duration is written: at most 9999 of a unit. */
export const DURATION = '^[1-9]\\d{0,3}(d|w|mo|y)$'

/** The days of a duration that is written as `DURATION` says. */
export function daysOf(duration: string): number {
  return Number.parseInt(duration, 10) * DAYS[duration.replace(/\d+/, '') as keyof typeof DAYS]
}
