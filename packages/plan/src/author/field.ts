import type { Category } from './categories.ts'
import type { Duration } from './daysOf.ts'
import type { FieldSpec } from './planJson.ts'
import type { StandardSchema } from './standardSchema.ts'

/** A field that a builder made. `Value` is what events pass, `Needed` whether they must. */
export interface Field<Value, Needed extends boolean = true> {
  /** the field as it stands in JSON */
  readonly spec: FieldSpec
  /** the site's own check, which JSON cannot hold */
  readonly schema: StandardSchema | undefined
  /** for types alone: never there */
  readonly takes?: { readonly value: Value; readonly needed: Needed }
  /** kind of data; special ones need a purpose of their own and a treatment stronger than `keep` */
  category(category: Category): this
  /** a purpose of the field's own: it then leaves apart from its event */
  purpose(purpose: string): this
  /** the reason, in words for visitors */
  why(why: string): this
  /** how long it is kept at the collector */
  retention(retention: Duration): this
  /** a Standard Schema, synchronous: values that it refuses do not leave */
  check(schema: StandardSchema): this
  optional(): Field<Value, false>
}

/** A field without a treatment yet: each of these methods gives it its one treatment. Without one it is kept. */
export interface Untreated<Value, Needed extends boolean = true> extends Field<Value, Needed> {
  keep(): Field<Value, Needed>
  drop(): Field<Value, Needed>
  optional(): Untreated<Value, false>
}

/** One that may leave as a keyed hash or a token. */
export interface Pseudonymous<Value, Needed extends boolean = true> extends Untreated<Value, Needed> {
  /** a keyed hash; with `rotate`, of a key that lives that long: what follows is not linked to what was */
  hash(how?: { readonly rotate?: Duration }): Field<Value, Needed>
  /** a random token; what it stands for stays on the device */
  tokenize(): Field<Value, Needed>
  optional(): Pseudonymous<Value, false>
}

export interface NumberField<Needed extends boolean = true> extends Pseudonymous<number, Needed> {
  /** the band that it is in: `[18, 25]` makes `<18`, `18-25` (25 is not in it) and `25+` */
  generalize(bands: readonly number[]): Field<number, Needed>
  optional(): NumberField<false>
}

export interface DateField<Needed extends boolean = true>
  extends Pseudonymous<Date | string | number, Needed> {
  /** its day, month or year, in UTC */
  generalize(to: 'day' | 'month' | 'year'): Field<Date | string | number, Needed>
  optional(): DateField<false>
}

export interface UrlField<Needed extends boolean = true> extends Pseudonymous<string, Needed> {
  /** the first route that its path is, such as `/users/:id` or `/files/*`; otherwise `other` */
  generalize(routes: readonly string[]): Field<string, Needed>
  /** it may hold anything */
  freeText(): this
  optional(): UrlField<false>
}

export interface TextField<Needed extends boolean = true> extends Pseudonymous<string, Needed> {
  /** stars for letters and digits; `start` and `end` leave up to 4 characters, and a quarter of it at most */
  mask(how?: { readonly start?: number; readonly end?: number }): Field<string, Needed>
  /** the band that its length is in */
  generalize(lengths: readonly number[]): Field<string, Needed>
  optional(): TextField<false>
}

export interface StringField<Needed extends boolean = true> extends TextField<Needed> {
  /** what a kept value looks like: a regular expression that matches all of it */
  pattern(pattern: string | RegExp): this
  /** it may hold anything: the detectors are all that looks at it */
  freeText(): this
  optional(): StringField<false>
}

/** A place has no `keep`: write how exact it may be. */
export interface GeoField<Value, Needed extends boolean = true> extends Field<Value, Needed> {
  drop(): Field<Value, Needed>
  /** its country or region, or its coordinates with 0 or 1 decimals */
  generalize(how: 'country' | 'region' | { readonly decimals: 0 | 1 }): Field<Value, Needed>
  optional(): GeoField<Value, false>
}
