/** How often something was removed, by type of detector or rule; never a value. */
export interface ScrubCounts {
  [type: string]: number
}

export interface ScrubOptions {
  /** query parameters kept besides `utm_source`, `utm_medium`, `utm_campaign`, `utm_term`, `utm_content` */
  params?: readonly string[]
  /** property keys, written as the site writes them, that are safe although they look personal */
  keys?: readonly string[]
}

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** The properties of one event. */
export type Props = Record<string, Json>
