import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startPostgres, type TestServer } from '../support/postgres.ts'
import { type CollectorChild, startCollectorChild, TOKEN } from './collectorChild.ts'

const ROUNDS = 4
const SENDERS = 6
const EVENTS = 50

const directory = mkdtempSync(join(tmpdir(), 'askfirst-crash-'))
const server: TestServer | null = await startPostgres()
afterAll(async () => {
  await server?.stop()
  rmSync(directory, { recursive: true, force: true })
})

describe('a collector that is killed in the middle of its work', () => {
  it('has every event that it acknowledged, once, in the embedded store', () =>
    killUnderLoad({ ASKFIRST_DATA: directory }))

  it.skipIf(!server)('has every event that it acknowledged, once, on a server', () =>
    killUnderLoad({ DATABASE_URL: server!.url }),
  )
})

/** Batches by the name of their stream: a stream is one batch here. */
interface Sent {
  acknowledged: Map<string, string>
  unanswered: Map<string, string>
}

async function killUnderLoad(env: Record<string, string>): Promise<void> {
  // Of this run alone, so that a server that is shared can be used.
  const site = `crash-${process.pid}-${Date.now()}`
  const ASKFIRST_SITES = JSON.stringify([{ key: site, origins: [], eventsPerMinute: 1e9 }])
  const sent: Sent = { acknowledged: new Map(), unanswered: new Map() }
  for (let round = 0; round < ROUNDS; round++) {
    const collector = await startCollectorChild({ ...env, ASKFIRST_SITES })
    const before = sent.acknowledged.size
    const load = sendUntilItDies(collector, site, sent)
    await new Promise((resolve) => setTimeout(resolve, 400 + round * 250))
    // On a busy machine the time alone may not be enough for a single answer.
    await expect.poll(() => sent.acknowledged.size - before, { timeout: 30_000 }).toBeGreaterThanOrEqual(5)
    expect(await collector.end('SIGKILL')).toBeNull()
    await load
  }
  const collector = await startCollectorChild({ ...env, ASKFIRST_SITES })
  const kept = await countByStream(collector, site)
  for (const stream of sent.acknowledged.keys()) expect(kept.get(stream)).toBe(EVENTS)
  // A batch whose answer was lost is there as a whole or not at all.
  for (const stream of sent.unanswered.keys()) expect([undefined, EVENTS]).toContain(kept.get(stream))

  // The client's part: what was not acknowledged is sent again, and what was, once more for good measure.
  const repeated = [...sent.unanswered.values(), ...[...sent.acknowledged.values()].slice(-20)]
  for (const body of repeated) expect((await post(collector, body)).status).toBe(200)
  const all = await countByStream(collector, site)
  expect(all.size).toBe(sent.acknowledged.size + sent.unanswered.size)
  expect(new Set(all.values())).toEqual(new Set([EVENTS]))
  expect(await gapsOf(collector, site)).toEqual({
    received: all.size * EVENTS,
    unexplained: 0,
    unknownTails: 0,
  })
  console.info(
    `${sent.acknowledged.size} batches acknowledged over ${ROUNDS} kills, ${sent.unanswered.size} without answer`,
  )
  expect(await collector.end('SIGTERM')).toBe(0)
}

async function sendUntilItDies(collector: CollectorChild, site: string, sent: Sent): Promise<void> {
  const sender = async (): Promise<void> => {
    for (;;) {
      const stream = `2026-11-20.${crypto.randomUUID().replaceAll('-', '').slice(0, 22)}`
      const body = batch(site, stream)
      sent.unanswered.set(stream, body)
      try {
        const response = await post(collector, body)
        const reply = (await response.json()) as { accepted?: number }
        if (response.status !== 200 || reply.accepted !== EVENTS)
          throw new Error(`refused: ${response.status}`)
      } catch {
        return
      }
      sent.unanswered.delete(stream)
      sent.acknowledged.set(stream, body)
    }
  }
  await Promise.all(Array.from({ length: SENDERS }, sender))
}

function batch(site: string, stream: string): string {
  const head = { v: 1, site, sentAt: Date.now() }
  const chunk = { stream, purpose: 'measurement', seq: 0, count: EVENTS, at: Date.now(), end: EVENTS }
  const events = Array.from({ length: EVENTS }, (_, n) => ({
    name: 'load',
    at: n,
    props: { n, text: 'x'.repeat(100) },
  }))
  return [head, chunk, ...events].map((line) => JSON.stringify(line)).join('\n')
}

function post(collector: CollectorChild, body: string): Promise<Response> {
  return fetch(`${collector.url}v1/events`, { method: 'POST', body })
}

const authorization = `Bearer ${TOKEN}`

async function countByStream(collector: CollectorChild, site: string): Promise<Map<string, number>> {
  const response = await fetch(`${collector.url}v1/export?site=${site}`, { headers: { authorization } })
  const numbers = new Map<string, Set<number>>()
  for (const line of (await response.text()).split('\n').filter(Boolean)) {
    const { stream, seq } = JSON.parse(line) as { stream: string; seq: number }
    const known = numbers.get(stream) ?? new Set()
    // The same number twice would hide in a set.
    expect(known.has(seq)).toBe(false)
    numbers.set(stream, known.add(seq))
  }
  return new Map([...numbers].map(([stream, known]) => [stream, known.size]))
}

async function gapsOf(collector: CollectorChild, site: string): Promise<object> {
  const response = await fetch(`${collector.url}v1/gaps?site=${site}&day=2026-11-20`, {
    headers: { authorization },
  })
  const { days } = (await response.json()) as { days: Record<string, unknown>[] }
  const [{ received, unexplained, unknownTails } = {}] = days
  return { received, unexplained, unknownTails }
}
