import { describe, expect, it } from 'vitest'
import { longest, retentionOf, shortest } from './retentionOf.ts'

describe('retentionOf', () => {
  it('keeps for 25 months of 30 days what nobody has spoken of', () => {
    const retention = retentionOf({})
    expect(retention).toEqual({ rest: 750, events: new Map(), fields: [] })
    expect([shortest(retention), longest(retention)]).toEqual([750, 750])
  })

  it('reads events and fields of a plan, lists too', () => {
    const retention = retentionOf({
      retention: '2w',
      plan: {
        events: {
          signup: {
            why: 'sales',
            retention: '1y',
            props: { plan: 'keep', mail: { type: 'string', treatment: 'hash', retention: '6mo' } },
          },
          view: {
            props: {
              tags: { type: 'list', items: { type: 'number' }, why: 'use', retention: '3d' },
              trace: 'keep',
            },
          },
        },
        fields: { trace: { type: 'number', why: 'faults', retention: '1d' } },
      },
    })
    expect(retention.rest).toBe(14)
    expect(retention.events).toEqual(new Map([['signup', 365]]))
    expect(retention.fields).toEqual([
      { event: 'signup', field: 'mail', days: 180, except: [] },
      { event: 'view', field: 'tags', days: 3, except: [] },
      { event: undefined, field: 'trace', days: 1, except: ['view'] },
    ])
    expect([shortest(retention), longest(retention)]).toEqual([14, 365])
  })

  it.each(['90', '0d', '1.5d', 'forever', '10000d', 7])('refuses %j', (retention) => {
    expect(() => retentionOf({ retention: retention as '1d' })).toThrow(/write a duration, such as "90d"/)
  })
})
