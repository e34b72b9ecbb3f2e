/**
 * What is done with a field's value, as a page loads it: a word, or a list that begins with a letter.
 *
 * | code                      | what leaves                                                                   |
 * | ------------------------- | ----------------------------------------------------------------------------- |
 * | `'keep'`                  | any value                                                                     |
 * | `'drop'`                  | nothing                                                                       |
 * | `'hash'`, `['h', days]`   | a keyed hash; with days, of a key that lives that long                        |
 * | `'t'`                     | a token                                                                       |
 * | `'n'` `'b'` `'s'`         | a number, a boolean, a text                                                   |
 * | `['o', ...values]`        | one of these values                                                           |
 * | `['p', source]`           | a text that the regular expression matches from end to end                    |
 * | `['d', length]`           | a date in UTC: 4 is its year, 7 its month, 10 its day, 24 the moment          |
 * | `['g', ...bands]`         | the band of a number                                                          |
 * | `['l', ...bands]`         | the band of a text's length, in UTF-16 units                                  |
 * | `['m', start, end]`       | stars, with at most so many characters left at either end                     |
 * | `['r', ...routes]`        | which of these routes a URL's path is                                         |
 * | `['c', length]`           | of a place the country (2) or the region (6), ISO 3166                        |
 * | `['x', decimals]`         | latitude and longitude, rounded                                               |
 * | `['a', code]`             | a list, each item by the code                                                 |
 * | `['@', purpose, code]`    | the same, under a purpose of the field's own                                  |
 */
export type FieldCode = 'keep' | 'drop' | 'hash' | 't' | 'n' | 'b' | 's' | FieldList

type FieldList =
  | readonly ['o' | 'r' | 'p', ...(string | number)[]]
  | readonly ['h' | 'd' | 'g' | 'l' | 'm' | 'c' | 'x', ...number[]]
  | readonly ['a', FieldCode]
  | readonly ['@', purpose: string, FieldCode]

/** One declared event. */
export interface PlannedEvent {
  /** purpose that the visitor must have granted; `measurement` unless said */
  purpose?: string
  /** the only properties that leave, and how; `'any'` lets all of them, scrubbed */
  props?: 'any' | Readonly<Record<string, FieldCode>>
}

/** The tracking plan as a page loads it: plain JSON, but for `passes`. Its words are also the short way to write one. */
export interface Plan<Events extends Record<string, PlannedEvent> = Record<string, PlannedEvent>> {
  /** The declared events. With this member present, nothing undeclared leaves. */
  readonly events?: Events
  /** Treatments of fields by name, in every event that does not say otherwise. */
  readonly fields?: Readonly<Record<string, FieldCode>>
  /** `'keep'` lets events leave that are not declared: the way out while a plan is being written */
  readonly undeclared?: 'keep' | 'drop'
  /** the site's own checks of values: functions, so never part of JSON */
  readonly passes?: (event: string, field: string, value: unknown) => boolean
}
