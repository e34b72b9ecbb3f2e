import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCollectorToItsEnd, startCollectorChild, TOKEN } from './collectorChild.ts'

const directory = mkdtempSync(join(tmpdir(), 'askfirst-process-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
const env = { ASKFIRST_DATA: directory }

describe('the command askfirst-collector', () => {
  it('says what to mend and ends with 1', async () => {
    expect(await runCollectorToItsEnd({ PORT: 'http' })).toEqual({
      code: 1,
      output: 'PORT is "http": it must be a number from 0 to 65535\n',
    })
  })

  it('makes a token up, shows it once, and never shows one that was given', async () => {
    const made = await startCollectorChild({ ...env, ASKFIRST_ADMIN_TOKEN: '' })
    const token = /^dashboard \S+#token=(\S+)$/m.exec(made.output())?.[1] ?? ''
    expect(token).toHaveLength(32)
    const headers = { authorization: `Bearer ${token}` }
    expect((await fetch(`${made.url}v1/stats`, { headers })).status).toBe(200)
    expect(await made.end('SIGINT')).toBe(0)
    const given = await startCollectorChild(env)
    expect(given.output()).not.toContain(TOKEN)
    expect(await given.end('SIGTERM')).toBe(0)
  })

  it('refuses a data directory that another process uses, and leaves that one alone', async () => {
    const first = await startCollectorChild(env)
    const second = await runCollectorToItsEnd(env)
    expect(second.code).toBe(1)
    expect(second.output).toContain(`is in use by the process ${first.pid}: stop that one`)
    expect((await fetch(`${first.url}healthz`)).status).toBe(200)
    expect(await first.end('SIGKILL')).toBeNull()
    const third = await startCollectorChild(env)
    expect(await third.end('SIGTERM')).toBe(0)
  })

  it('loses nothing on SIGTERM in the middle of its work', async () => {
    const collector = await startCollectorChild(env)
    let acknowledged = 0
    const send = async (): Promise<void> => {
      for (;;) {
        const reply = await fetch(`${collector.url}v1/events`, { method: 'POST', body: batch() }).then(
          (response) => response.json() as Promise<{ accepted: number }>,
          () => undefined,
        )
        if (!reply) return
        acknowledged += reply.accepted
      }
    }
    const load = Promise.all([send(), send(), send()])
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await collector.end('SIGTERM')).toBe(0)
    await load
    const again = await startCollectorChild(env)
    const headers = { authorization: `Bearer ${TOKEN}` }
    const text = await (await fetch(`${again.url}v1/export?day=2026-11-21`, { headers })).text()
    expect(acknowledged).toBeGreaterThan(0)
    // Every request that was taken was answered: here not even an unanswered one can be stored.
    expect(text.trim().split('\n')).toHaveLength(acknowledged)
    expect(await again.end('SIGTERM')).toBe(0)
  })
})

function batch(): string {
  const stream = `2026-11-21.${crypto.randomUUID().replaceAll('-', '').slice(0, 22)}`
  const head = { v: 1, site: 'localhost', sentAt: Date.now() }
  const chunk = { stream, purpose: 'measurement', seq: 0, count: 10, at: Date.now() }
  const events = Array.from({ length: 10 }, (_, n) => ({ name: 'load', at: n }))
  return [head, chunk, ...events].map((line) => JSON.stringify(line)).join('\n')
}
