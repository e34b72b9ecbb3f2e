/** What is used of a Standard Schema (https://standardschema.dev, version 1), as zod, valibot and arktype make them. */
export interface StandardSchema {
  readonly '~standard': {
    readonly version: 1
    readonly validate: (value: unknown) => unknown
  }
}

/** Whether a schema takes a value. A promise is no yes: events do not wait. */
export function accepts(schema: StandardSchema, value: unknown): boolean {
  const result = schema['~standard'].validate(value) as { issues?: unknown } | null
  return typeof result === 'object' && result !== null && !result.issues && 'value' in result
}

/** Whether a value is a Standard Schema: arktype's are functions. */
export function isStandardSchema(value: unknown): value is StandardSchema {
  const standard = (value as Partial<StandardSchema> | null | undefined)?.['~standard']
  return standard?.version === 1 && typeof standard.validate === 'function'
}
