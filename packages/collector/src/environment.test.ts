import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readEnvironment } from './environment.ts'

describe('readEnvironment', () => {
  it('has a default for everything, and a token of its own each time', () => {
    const { port, host, options, tokenIsNew } = readEnvironment({ ASKFIRST_ADMIN_TOKEN: '', PORT: '' })
    expect({ port, host, tokenIsNew }).toEqual({ port: 8787, host: '127.0.0.1', tokenIsNew: true })
    expect(options.dataDir).toBe('.askfirst')
    expect(options.sites.map(({ key }) => key)).toEqual(['localhost', '127.0.0.1'])
    expect(options.adminToken).toHaveLength(32)
    expect(options.receipts).toBeUndefined()
    expect(readEnvironment({}).options.adminToken).not.toBe(options.adminToken)
  })

  it('takes what is set', () => {
    const { port, host, options, tokenIsNew } = readEnvironment({
      PORT: '0',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://db/x',
      ASKFIRST_DATA: 'ignored',
      ASKFIRST_SITES: '[{"key":"shop","origins":["https://shop.example"]}]',
      ASKFIRST_ADMIN_TOKEN: 'sixteen-characters',
      ASKFIRST_PUBLISH_DIR: 'site',
    })
    expect({ port, host, tokenIsNew }).toEqual({ port: 0, host: '0.0.0.0', tokenIsNew: false })
    expect(options).toEqual({
      databaseUrl: 'postgres://db/x',
      sites: [{ key: 'shop', origins: ['https://shop.example'] }],
      adminToken: 'sixteen-characters',
      publishDir: 'site',
    })
  })

  it('reads a plan from the file that a site names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'askfirst-plan-'))
    const file = join(folder, 'plan.json')
    const read = (text: string): unknown => {
      writeFileSync(file, text)
      const site = { key: 'a', origins: [], retention: '90d', plan: file }
      return readEnvironment({ ASKFIRST_SITES: JSON.stringify([site]) }).options.sites[0]
    }
    const plan = { events: { signup: { why: 'sales', retention: '1y', props: {} } } }
    expect(read(JSON.stringify(plan))).toEqual({ key: 'a', origins: [], retention: '90d', plan })
    expect(() => read('{')).toThrow(/the plan of the site "a" can't be read as JSON: .*plan\.json/)
    expect(() => read('{"events":{"signup":{"retention":"90"}}}')).toThrow(/the site "a": events\.signup/)
    rmSync(folder, { recursive: true })
  })

  it.each([
    ['1', true],
    ['0', false],
    ['', undefined],
  ])('takes receipts for ASKFIRST_RECEIPTS=%j: %s', (text, receipts) => {
    expect(readEnvironment({ ASKFIRST_RECEIPTS: text }).options.receipts).toBe(receipts)
  })

  it.each([
    [{ PORT: 'http' }, /PORT is "http"/],
    [{ PORT: '70000' }, /0 to 65535/],
    [{ ASKFIRST_SITES: 'shop' }, /ASKFIRST_SITES is not JSON/],
    [{ ASKFIRST_SITES: '[]' }, /`sites` is empty/],
    [{ ASKFIRST_SITES: '{}' }, /`sites` is empty/],
    [{ ASKFIRST_SITES: '[null]' }, /a site's key must match/],
    [{ ASKFIRST_SITES: '[{"key":"a b","origins":[]}]' }, /a site's key must match/],
    [{ ASKFIRST_SITES: '[{"key":"a"}]' }, /needs `origins`/],
    [{ ASKFIRST_SITES: '[{"key":"a","origins":["https://a.example/"]}]' }, /write "https:\/\/a.example"/],
    [{ ASKFIRST_SITES: '[{"key":"a","origins":["a.example"]}]' }, /scheme:\/\/host/],
    [{ ASKFIRST_SITES: '[{"key":"a","origins":[],"eventsPerMinute":0}]' }, /1 or more/],
    [{ ASKFIRST_SITES: '[{"key":"a","origins":[]},{"key":"a","origins":[]}]' }, /listed twice/],
    [{ ASKFIRST_SITES: '[{"key":"a","origins":[],"retention":"90"}]' }, /"a": `retention` is "90": write/],
    [{ ASKFIRST_ADMIN_TOKEN: 'short' }, /16 characters or more/],
    [{ ASKFIRST_ADMIN_TOKEN: 'a header can not carry this' }, /without spaces/],
    [{ ASKFIRST_RECEIPTS: 'yes' }, /ASKFIRST_RECEIPTS is "yes": it must be 1/],
    [{ DATABASE_URL: 'mysql://db' }, /must start with postgres/],
  ])('says what to mend in %o', (env, message) => {
    expect(() => readEnvironment(env)).toThrow(message)
  })
})
