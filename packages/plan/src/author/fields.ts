import { AskfirstError } from '../askfirstError.ts'
import type {
  DateField,
  Field,
  GeoField,
  NumberField,
  Pseudonymous,
  StringField,
  TextField,
  Untreated,
  UrlField,
} from './field.ts'
import { FieldBuilder } from './fieldBuilder.ts'
import type { FieldSpec, Geo } from './planJson.ts'

/** A text of a form: kept only with a `pattern`, or as `freeText`. */
export function string(): StringField {
  return build({ type: 'string' })
}

/** Free text: it may hold anything, and the detectors are all that looks at it. */
export function text(): TextField {
  return build({ type: 'text' })
}

/** A finite number. */
export function number(): NumberField {
  return build({ type: 'number' })
}

export function boolean(): Untreated<boolean> {
  return build({ type: 'boolean' })
}

/** A moment: a Date, milliseconds since 1970, or a text that Date reads. Kept as ISO 8601 in UTC. */
export function date(): DateField {
  return build({ type: 'date' })
}

/** An absolute or relative URL. */
export function url(): UrlField {
  return build({ type: 'url' })
}

/** A place, which has no `keep`. */
export function geo(): GeoField<Geo> {
  return build({ type: 'geo' })
}

/** One of these values and no other. */
export function oneOf<const Values extends readonly (string | number)[]>(
  ...values: Values
): Pseudonymous<Values[number]> {
  return build({ type: 'oneOf', values })
}

/** Up to 100 values, each treated as the item says: kept, masked or generalized. */
export function list<Value>(item: Field<Value>): Field<readonly Value[]> {
  if (item.schema)
    throw new AskfirstError(
      'plan-check',
      'list: a check belongs to the whole list; write list(…).check(schema)',
    )
  return build({ type: 'list', items: item.spec })
}

/** The builder has the steps of all kinds of fields; a factory's type says which of them its kind has. */
function build<Built extends Field<unknown>>(spec: FieldSpec): Built {
  return new FieldBuilder(spec, undefined) as unknown as Built
}
