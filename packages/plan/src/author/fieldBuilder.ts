import { AskfirstError } from '../askfirstError.ts'
import type { Category } from './categories.ts'
import type { Duration } from './daysOf.ts'
import type { FieldSpec } from './planJson.ts'
import { isStandardSchema, type StandardSchema } from './standardSchema.ts'

/**
 * Builds a field, step by step; every step makes a new one. Which steps a kind of field has is said by the types of its
 * factory (fields.ts), and by `definePlan` where nobody checks types.
 */
export class FieldBuilder {
  constructor(
    readonly spec: FieldSpec,
    readonly schema: StandardSchema | undefined,
  ) {}

  category(category: Category): FieldBuilder {
    return this.#with({ category })
  }

  purpose(purpose: string): FieldBuilder {
    return this.#with({ purpose })
  }

  why(why: string): FieldBuilder {
    return this.#with({ why })
  }

  retention(retention: Duration): FieldBuilder {
    return this.#with({ retention })
  }

  optional(): FieldBuilder {
    return this.#with({ optional: true })
  }

  freeText(): FieldBuilder {
    return this.#with({ freeText: true })
  }

  pattern(pattern: string | RegExp): FieldBuilder {
    if (typeof pattern === 'string') return this.#with({ pattern })
    // A pattern matches all of a value in Unicode mode; other flags have no place in JSON.
    if (/[^u]/.test(pattern.flags))
      throw new AskfirstError('plan-pattern', `pattern: ${String(pattern)} has flags; leave all but 'u' out`)
    return this.#with({ pattern: pattern.source })
  }

  check(schema: StandardSchema): FieldBuilder {
    if (!isStandardSchema(schema))
      throw new AskfirstError(
        'plan-check',
        'check: this is no Standard Schema; write check(z.string()) or the like',
      )
    // An asynchronous schema may say so for some values only: those are refused while tracking.
    const result: unknown = schema['~standard'].validate(undefined)
    if (result instanceof Promise) {
      result.catch(() => undefined)
      throw new AskfirstError(
        'plan-check-async',
        'check: events do not wait for a schema; write a synchronous one',
      )
    }
    return new FieldBuilder(this.spec, schema)
  }

  keep(): FieldBuilder {
    return this.#treated({ treatment: 'keep' })
  }

  drop(): FieldBuilder {
    return this.#treated({ treatment: 'drop' })
  }

  tokenize(): FieldBuilder {
    return this.#treated({ treatment: 'tokenize' })
  }

  hash(how: { rotate?: Duration } = {}): FieldBuilder {
    return this.#treated({ treatment: 'hash', ...how })
  }

  mask(how: { start?: number; end?: number } = {}): FieldBuilder {
    return this.#treated({ treatment: 'mask', ...how })
  }

  generalize(how: unknown): FieldBuilder {
    return this.#treated({ treatment: 'generalize', ...generalized(this.spec.type, how) })
  }

  /** Reserved: its mathematics is not here yet. */
  randomize(): never {
    throw new AskfirstError(
      'plan-reserved',
      "'randomize' is reserved and does nothing yet; write generalize, or drop",
    )
  }

  #treated(how: Partial<FieldSpec>): FieldBuilder {
    const { type, treatment, items } = this.spec
    if (treatment || items)
      throw new AskfirstError(
        'plan-treatment',
        items
          ? 'a list is treated item by item; write list(string().mask())'
          : `${type}() has its treatment, '${treatment}'; leave '${how.treatment}' out`,
      )
    return this.#with(how)
  }

  #with(more: Partial<FieldSpec>): FieldBuilder {
    return new FieldBuilder({ ...this.spec, ...more }, this.schema)
  }
}

function generalized(type: FieldSpec['type'], how: unknown): object {
  if (type === 'number') return { bands: how }
  if (type === 'string' || type === 'text') return { lengths: how }
  if (type === 'url') return { routes: how }
  return typeof how === 'object' ? { ...how } : { to: how }
}
