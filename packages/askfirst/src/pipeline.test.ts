import type { Consent, PurposeState } from '@askfirst/consent'
import { expect, test } from 'vitest'
import type { Draft } from './event.ts'
import type { Options } from './options.ts'
import { type PathContext, runPath } from './pipeline.ts'
import { readOptions } from './readOptions.ts'

function context(options: Partial<Options> = {}, state: PurposeState = 'granted'): PathContext {
  const snapshot = { purposes: { measurement: state, identity: state } }
  const consent = {
    allows: (name: string) => name !== 'elsewhere' && state === 'granted',
    snapshot: () => snapshot,
  } as unknown as Consent
  const settings = readOptions({ endpoint: '/v1/events', ...options })
  return { consent, settings, plugins: new Map(), scrubbed: {} }
}

const draft = (props: Record<string, unknown>, given: Partial<Draft> = {}): Draft => ({
  name: 'signup',
  purpose: 'measurement',
  at: 1,
  decision: 1,
  props,
  hashed: {},
  declared: [],
  ...given,
})

const outcome = (
  props: Record<string, unknown>,
  options: Partial<Options> = {},
  given: Partial<Draft> = {},
): unknown => runPath(draft(props, given), context(options))

test('the gate lets a denied event end, and holds one that nobody has decided about', () => {
  expect(runPath(draft({}), context({}, 'denied'))).toBe('denied')
  expect(runPath(draft({}), context({}, 'undecided'))).toMatchObject({ name: 'signup' })
  expect(runPath(draft({}), context({ beforeChoice: 'drop' }, 'undecided'))).toBe('undecided')
  expect(runPath(draft({}, { purpose: 'identity' }), context({}, 'undecided'))).toBe('undecided')
  expect(runPath(draft({}, { purpose: 'elsewhere' }), context())).toBe('denied')
})

test('name, address and referrer are scrubbed as well as properties', () => {
  const url = "https://site.example/app/o'brien?utm_source=x&firstName=Jane&code=SECRET"
  expect(
    outcome({ url, referrer: url, note: 'mail jane@example.com' }, {}, { name: 'by bob@example.com' }),
  ).toMatchObject({
    name: 'by [email]',
    props: {
      url: "https://site.example/app/o'brien?utm_source=x",
      referrer: "https://site.example/app/o'brien?utm_source=x",
      note: 'mail [email]',
    },
  })
})

test('a field that leaves as a hash is in no form among the properties', () => {
  const event = outcome({ id: 'cust-ACME', tier: 'gold' }, {}, { hashed: { id: 'cust-ACME' } })
  expect(event).toMatchObject({ props: { tier: 'gold' }, hashed: { id: 'cust-ACME' } })
  expect(event).not.toHaveProperty('props.id')
  const planned = outcome({ email: 'jane@example.com' }, { plan: { fields: { email: 'hash' } } })
  expect(planned).toMatchObject({ props: {}, hashed: { email: 'jane@example.com' } })
})

test('with declared events nothing undeclared leaves', () => {
  const plan = { events: { signup: { props: { plan: 'keep' as const } } } }
  expect(outcome({ plan: 'pro', other: 1 }, { plan })).toMatchObject({ props: { plan: 'pro' } })
  expect(outcome({}, { plan }, { name: 'elsewhere' })).toBe('invalid')
})

test('beforeSend takes away, blanks and drops, but adds nothing', () => {
  const before = { a: 1, b: 'two', c: 'three' }
  const run = (beforeSend: NonNullable<Options['beforeSend']>): unknown => outcome(before, { beforeSend })
  expect(
    run(({ props: { a, b }, ...event }) => ({
      ...event,
      props: { a: a!, b: `${b} jane@example.com`, d: 4 },
    })),
  ).toMatchObject({ props: { a: 1, b: 'two [email]' } })
  expect(run(({ props, ...event }) => ({ ...event, props: { ...props, d: 4 } }))).not.toHaveProperty(
    'props.d',
  )
  expect(run(() => null)).toBe('filtered')
  expect(
    run(() => {
      throw new Error('the site’s own')
    }),
  ).toBe('filtered')
})
