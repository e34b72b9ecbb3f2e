import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Site, startSite } from '../support/site.ts'

let site: Site
let collector: Site
beforeEach(async () => {
  ;[site, collector] = await Promise.all([startSite(), startSite()])
  site.proxy('/v1/', collector.url)
  collector.script('/v1/', { status: 202, headers: { 'x-seen': 'yes' }, body: 'stored' })
})
afterEach(() => Promise.all([site.stop(), collector.stop()]))

const post = (path: string, body: string | Uint8Array<ArrayBuffer>): Promise<Response> =>
  fetch(`${site.url}${path}`, { method: 'POST', body })

it('records and forwards bodies, plain and gzip', async () => {
  const answer = await post('/v1/events?x=1', new Uint8Array(gzipSync('packed')))
  expect([answer.status, answer.headers.get('x-seen'), await answer.text()]).toEqual([202, 'yes', 'stored'])
  for (const server of [site, collector])
    expect(server.requests.map(({ method, path, body, complete }) => [method, path, body, complete])).toEqual(
      [['POST', '/v1/events?x=1', 'packed', true]],
    )
  expect(collector.requests[0]?.headers['host']).toBe(site.url.slice('http://'.length))
})

it('loses a reply after the collector has the request, or cuts before', async () => {
  site.script('/v1/', { reset: 'after' })
  await expect(post('/v1/events', 'a')).rejects.toThrow()
  expect(collector.requests.length).toBe(1)
  site.script('/v1/', { reset: 'now' })
  await expect(post('/v1/events', 'b')).rejects.toThrow()
  expect([site.requests.length, collector.requests.length]).toEqual([2, 1])
  site.script('/v1/', undefined)
  expect((await post('/v1/events', 'c')).status).toBe(202)
})

it('answers as scripted, once or always, late or never', async () => {
  let times = 0
  site.script('/v1/events', () =>
    times++ === 0 ? { status: 503, headers: { 'retry-after': '1' } } : undefined,
  )
  const first = await post('/v1/events', 'a')
  expect([first.status, first.headers.get('retry-after')]).toEqual([503, '1'])
  expect((await post('/v1/events', 'a')).status).toBe(202)
  site.script('/v1/events', { delay: 60 })
  const before = Date.now()
  await post('/v1/events', 'late')
  expect(Date.now() - before).toBeGreaterThanOrEqual(55)
  expect(site.since(before).map(({ body }) => body)).toEqual(['late'])
  site.script('/v1/events', { hang: true })
  await expect(fetch(`${site.url}/v1/events`, { signal: AbortSignal.timeout(80) })).rejects.toThrow()
})

it('serves two origins, with the injected script first', async () => {
  site.page('/', '<!doctype html><html><head lang="en"><title>x</title>')
  site.inject((name: string) => name, '</script>')
  for (const origin of [site.url, site.otherUrl]) {
    const html = await (await fetch(`${origin}/`)).text()
    expect(html).toMatch(
      /^<!doctype html><html><head lang="en"><script>\(.*"<\\\/script>"\);<\/script><title>/,
    )
  }
  expect(site.requests.map(({ origin }) => origin)).toEqual([site.url, site.otherUrl])
  expect((await fetch(`${site.url}/unknown`)).status).toBe(404)
})
