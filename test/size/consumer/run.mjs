// Imports every package as installed, in Node, where the SDK must do nothing and the collector must work.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCollector } from '@askfirst/collector'
import * as consent from '@askfirst/consent'
import { checkConfig, configOf, termsOf } from '@askfirst/consent/config'
import { native } from '@askfirst/formats'
import { definePlan } from '@askfirst/plan'
import { scrubText } from '@askfirst/privacy'
import { showBanner } from '@askfirst/ui'
import { init } from 'askfirst'
import { vitals } from 'askfirst/vitals'

const client = init({ endpoint: '/v1/events', plugins: [vitals()], plan: definePlan({}) })
assert.equal(client.inspect().mode, 'inert')
assert.equal(scrubText('ada@example.org', {}, {}), '[email]')
assert.equal(typeof consent.createConsent, 'function')
const config = checkConfig(configOf(['measurement']))
assert.match(termsOf(config, { pack: 'eu' })['measurement'], /^[\w-]{12}$/)
assert.ok(import.meta.resolve('@askfirst/consent/askfirst.schema.json'))
assert.equal(typeof showBanner, 'function')

const dataDir = mkdtempSync(join(tmpdir(), 'packed-data-'))
const collector = await createCollector({ sites: [{ key: 'shop', origins: ['self'] }], dataDir })
const { url } = await collector.listen({ port: 0 })
const chunk = { stream: `${new Date().toISOString().slice(0, 10)}.${'a'.repeat(22)}`, purpose: 'measurement' }
const lines = JSON.stringify({ name: 'bought', at: 0, props: {} })
const request = native(`${url}v1/events`).encode(
  { site: 'shop', sentAt: Date.now(), chunks: [{ ...chunk, seq: 0, count: 1, at: Date.now(), lines }] },
  { pageEnd: false },
)
const reply = await fetch(request.url, request)
assert.deepEqual(await reply.json(), { accepted: 1, duplicate: 0, rejected: [] })
const page = await fetch(`${url}dashboard`)
assert.equal(page.status, 200)
await page.text()
await collector.close()
rmSync(dataDir, { recursive: true })
