import { expect, test } from 'vitest'
import { memoryRows } from './memoryRows.ts'
import type { Parts } from './parts.ts'
import { purgeRows } from './purgeRows.ts'
import { createSeal } from './seal.ts'
import { tokenFor } from './token.ts'

/** A device whose tabs make tokens over the same rows. */
function device() {
  const { run } = memoryRows()
  const env = {
    subtle: crypto.subtle,
    now: () => 1_800_000_000_000,
    randomBytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  }
  const seal = createSeal(env.subtle, env, (prefix) => run('readonly', ({ all }) => all(prefix)))
  const state = { allowed: true, no: 0 }
  const consent = { snapshot: () => ({ seq: 1 }), allows: () => state.allowed, lastNo: () => state.no }
  const parts = { env, queue: { run, seal }, consent, resets: { count: 0 } } as unknown as Parts
  const keys = (): Promise<string[]> => run('readonly', (rows) => rows.keys('t'))
  return {
    run,
    state,
    parts,
    keys,
    token: (purpose: string, value: unknown) => tokenFor(parts, purpose, value),
  }
}

test('a value has one token for a purpose, in whatever spelling, and another one on another device', async () => {
  const { token } = device()
  const first = await token('measurement', 'Ann@Example.org ')
  expect(first).toMatch(/^[\w-]{22}$/)
  for (const spelling of ['ann@example.org', '  ann@example.ORG'])
    expect(await token('measurement', spelling)).toBe(first)
  const others = await Promise.all([
    token('measurement', 'bob@example.org'),
    token('marketing', 'ann@example.org'),
    device().token('measurement', 'ann@example.org'),
  ])
  expect(new Set([first, ...others]).size).toBe(4)
})

test('the map is sealed: neither value nor token can be read, and its keys tell neither', async () => {
  const { run, token } = device()
  const made = await token('measurement', 'ann@example.org')
  const rows = await run('readonly', ({ all, keys }) => Promise.all([keys('t'), all('t')]))
  const text = JSON.stringify(rows, (_, value) =>
    value instanceof ArrayBuffer ? String.fromCharCode(...new Uint8Array(value)) : value,
  )
  expect(rows[0]).toHaveLength(1)
  for (const secret of ['ann', 'example', made!]) expect(text).not.toContain(secret)
})

test('tabs that meet a value at once go on with one token', async () => {
  const { token, keys } = device()
  await token('measurement', 'first')
  await Promise.all([token('measurement', 'ann'), token('measurement', 'ann')])
  expect(await token('measurement', 'ann')).toBe(await token('measurement', 'ann'))
  expect(await keys()).toHaveLength(2)
})

test('a no ends the map, and nothing is added to it after', async () => {
  const { run, state, token, keys } = device()
  const first = await token('measurement', 'ann')
  await purgeRows(run, ['measurement'], 'cekst')
  expect(await keys()).toEqual([])
  state.allowed = false
  await token('measurement', 'ann')
  expect(await keys()).toEqual([])
  state.allowed = true
  expect(await token('measurement', 'ann')).not.toBe(first)
})

test('what a reset, or a no and a yes, meet on its way is not put back', async () => {
  const { parts, run, state, keys, token } = device()
  const late = [token('measurement', 'ann'), token('measurement', 'bob')]
  parts.resets.count++
  await Promise.all(late)
  expect(await run('readonly', (rows) => rows.keys(''))).toEqual([])
  const denied = token('measurement', 'ann')
  state.no = 1
  await denied
  expect(await keys()).toEqual([])
})
