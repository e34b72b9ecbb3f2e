import { describe, expect, it } from 'vitest'
import { bannerText } from './bannerText.ts'

describe('bannerText', () => {
  it('names who asks: the controller, else the host, else the site', () => {
    expect(bannerText(['measurement'], { controller: 'Acme' }, 'acme.test').lead).toContain('Acme asks')
    expect(bannerText(['measurement'], { controller: ' ' }, 'acme.test').lead).toContain('acme.test asks')
    expect(bannerText(['measurement'], {}, '').lead).toContain('This site asks')
  })

  it('gives one sentence for each purpose asked for, in order, own words first', () => {
    const words = bannerText(
      ['identity', 'measurement', 'ads'],
      { purposes: { ads: 'Show you offers.', measurement: 'Count.' } },
      'a.test',
    )
    expect(words.purposes).toEqual([expect.stringContaining('account'), 'Count.', 'Show you offers.'])
  })

  it.each(['ads', 'constructor', '__proto__'])(
    'throws for the purpose %s that nobody explained',
    (purpose) => {
      expect(() => bannerText([purpose], {}, 'a.test')).toThrow(
        expect.objectContaining({
          name: 'AskfirstError',
          code: 'purpose-text',
          message: expect.stringContaining(purpose),
        }),
      )
    },
  )

  it('names both buttons exactly', () => {
    expect(bannerText(['measurement'], {}, 'a.test')).toMatchObject({
      accept: 'Accept all',
      reject: 'Reject all',
    })
  })

  it('says what a no does and that the choice can be changed', () => {
    const { outcome } = bannerText(['measurement'], {}, 'a.test')
    expect(outcome).toMatch(/reject/)
    expect(outcome).toMatch(/change your choice/)
  })

  it('stays within 60 words with the two standard purposes', () => {
    const { title, lead, purposes, outcome } = bannerText(['measurement', 'identity'], {}, 'a.test')
    expect([title, lead, ...purposes, outcome].join(' ').split(/\s+/).length).toBeLessThanOrEqual(60)
  })
})
