import { LIMITS } from '../limits.ts'
import type { Settings } from '../options.ts'

/** What most tags say, as `name=text`. */
const PLAIN =
  /^(endpoint=(https?:\/\/[^/]+)?\/.+|site=.+|purposes=(?!.*(necessary|constructor))[a-z][a-z ,]*|beforeChoice=(hold|drop)|(pageViews|persist)=(true|false)?|(banner|vitals|global)=.*)$/

/** Settings of a tag that says nothing out of the ordinary; undefined where tagOptions has to look closer. */
export function plainTag(data: Readonly<DOMStringMap>): Settings | undefined {
  const { endpoint, purposes, pageViews, persist } = data
  if (!endpoint || !Object.entries(data).every((said) => PLAIN.test(said.join('=')))) return undefined
  return {
    ...LIMITS,
    beforeChoice: 'hold',
    ...data,
    endpoint,
    purposes: purposes?.match(/\w+/g) ?? ['measurement'],
    pageViews: pageViews !== 'false',
    persist: persist !== 'false',
  }
}
