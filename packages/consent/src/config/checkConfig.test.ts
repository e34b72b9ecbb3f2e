import { describe, expect, it } from 'vitest'
import { checkConfig } from './checkConfig.ts'

const own = { label: 'Surveys', reason: 'Ask you.', benefit: 'A say.' }
const base = { purposes: [{ id: 'measurement' }] }
const purpose = (members: object): object => ({ purposes: [{ id: 'measurement', ...members }] })
const banner = (members: object): object => ({ ...base, banner: members })
const english = (words: object): object => ({ ...base, words: { en: words } })

describe('checkConfig', () => {
  it('takes everything that a configuration may hold, and changes nothing', () => {
    const full = {
      $schema: './askfirst.schema.json',
      controller: { name: 'Acme', contact: 'privacy@acme.test', privacyUrl: 'https://acme.test/privacy?x#y' },
      purposes: [
        { id: 'measurement', data: ['pages'], recipients: [], retentionDays: 30 },
        { id: 'surveys', label: { en: 'Surveys', ar: 'استبيانات' }, reason: 'Ask you.', benefit: 'A say.' },
      ],
      banner: { show: false, layout: 'box', position: 'bottom-end', theme: 'auto' },
      language: 'pt-BR',
      words: { en: { title: 'May we, {site}?', reject: 'No' }, 'zh-Hant-HK': {} },
    }
    const copy = structuredClone(full)
    expect(checkConfig(full)).toBe(full)
    expect(full).toEqual(copy)
  })

  it.each([
    [null, /the configuration: should be an object/],
    [[], /should be an object/],
    ['{}', /should be an object/],
    [{}, /purposes: is missing/],
    [{ purposes: [] }, /purposes: should have 1 to 20 items, not 0/],
    [{ purposes: {} }, /purposes: should be a list/],
    [{ ...base, purpose: [] }, /purpose: is unknown; the nearest that are known: "purposes"/],
    [{ ...base, endpoint: 'https://x.test' }, /endpoint: is unknown/],
    [{ ...base, policy: { model: 'regional' } }, /policy: is unknown/],
    [JSON.parse('{"purposes":[{"id":"measurement"}],"__proto__":{"x":1}}'), /__proto__: is unknown/],
    [banner({ postion: 'top' }), /banner\.postion: is unknown.*"position"/],
    [banner({ layout: 'wall' }), /banner\.layout: should be "bar" or "box" or "dialog", not "wall"/],
    [banner({ show: 'no' }), /banner\.show: should be true or false/],
    [{ purposes: [{}] }, /purposes\[0\]\.id: is missing/],
    [{ purposes: ['measurement'] }, /purposes\[0\]: should be an object/],
    [{ purposes: [{ id: 'necessary' }] }, /purposes\[0\]\.id:.*"necessary" is never asked for/],
    [{ purposes: [{ id: '1st' }] }, /purposes\[0\]\.id/],
    [{ purposes: [{ id: 'a.b', ...own }] }, /purposes\[0\]\.id/],
    [{ purposes: [base.purposes[0], base.purposes[0]] }, /purposes\[1\]\.id: "measurement" is there already/],
    [
      { purposes: [{ id: 'surveys', label: 'S', reason: 'R.' }] },
      /purposes\[0\]\.benefit: is missing: "surveys" has/,
    ],
    [{ purposes: [{ id: 'constructor' }] }, /purposes\[0\]\.label: is missing/],
    [purpose({ retentionDays: 0 }), /retentionDays: should be a whole number from 1/],
    [purpose({ retentionDays: 1.5 }), /whole number/],
    [purpose({ retentionDays: '30' }), /whole number/],
    [purpose({ data: 'pages' }), /data: should be a list/],
    [purpose({ data: ['pages', 3] }), /data\[1\]: should be a text/],
    // A hole is no text.
    [purpose({ data: Object.assign(['pages'], { 2: 'x' }) }), /data\[1\]: should be a text/],
    [purpose({ label: '' }), /label: should be something to read/],
    [purpose({ label: ' … ' }), /label: should be something to read/],
    [purpose({ label: '\u3164' }), /label: should be something to read/],
    [purpose({ label: {} }), /label: should have a text in one language/],
    [purpose({ label: { english: 'x' } }), /label\.english: the key should be a language/],
    [purpose({ label: 7 }), /label: should be an object/],
    [purpose({ label: 'x'.repeat(81) }), /at most 80 characters/],
    [purpose({ reason: { en: 'x'.repeat(501) } }), /reason\.en: should have at most 500/],
    [purpose({ reason: 'Count\u202evisits' }), /reason: should be something to read/],
    [purpose({ reason: 'Count\u2066visits' }), /reason/],
    [purpose({ reason: 'Count\nvisits' }), /without control/],
    [purpose({ reason: 'Count\ud800visits' }), /reason/],
    [{ ...base, language: 'english' }, /language: should be a language such as/],
    [{ ...base, words: { 'en us': {} } }, /words\.en us: the key should be a language/],
    [english({ titel: 'x' }), /words\.en\.titel: is unknown.*"title"/],
    [english({ constructor: 'x' }), /words\.en\.constructor: is unknown/],
    [english({ title: '' }), /words\.en\.title: should be something to read/],
    [{ ...base, controller: {} }, /controller\.name: is missing/],
    [
      { ...base, controller: { name: 'A', privacyUrl: 'javascript:alert(1)' } },
      /privacyUrl: should be an http/,
    ],
  ])('refuses %j', (value, message) => {
    expect(() => checkConfig(value)).toThrow(
      expect.objectContaining({
        name: 'AskfirstError',
        code: 'config',
        message: expect.stringMatching(message),
      }),
    )
  })

  it.each([
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:x',
    'mailto:a@b.test',
    '//elsewhere.test/privacy',
    '\\\\elsewhere.test',
    '/a b',
    '',
  ])('refuses the link %j', (privacyUrl) => {
    expect(() => checkConfig({ ...base, controller: { name: 'A', privacyUrl } })).toThrow(
      /privacyUrl: should be/,
    )
  })

  it.each(['/privacy', 'privacy.html', '../p', '?p=1', '#p', 'HTTPS://a.test', 'http://a.test/:x'])(
    'takes the link %s',
    (privacyUrl) => {
      expect(checkConfig({ ...base, controller: { name: 'A', privacyUrl } })).toMatchObject({
        controller: { privacyUrl },
      })
    },
  )

  it('names what has no JSON', () => {
    const cyclic: Record<string, unknown> = {}
    cyclic['theme'] = cyclic
    expect(() => checkConfig(banner({ theme: 1n }))).toThrow(/banner\.theme: .* not of type bigint/)
    expect(() => checkConfig(banner(cyclic))).toThrow(/banner\.theme: .* not of type object/)
  })

  it('counts characters as people do, and lets Arabic and Hebrew have their marks', () => {
    expect(() => checkConfig(purpose({ label: `a${'😀'.repeat(79)}` }))).not.toThrow()
    expect(() => checkConfig(purpose({ label: 'שלום\u200f!' }))).not.toThrow()
  })
})

describe('the dark-pattern compiler', () => {
  it.each([
    [banner({ reject: false }), /banner\.reject: Reject stands beside Accept.*Taskforce.*CNIL/],
    [banner({ showReject: false }), /showReject: Reject stands/],
    [banner({ rejectAll: false }), /Reject stands/],
    [banner({ hideDeclineAll: true }), /Reject stands/],
    [{ ...base, hideReject: true }, /hideReject: Reject stands/],
    [banner({ buttons: { accept: 'green' } }), /banner\.buttons: Accept and Reject look alike.*§7004/],
    [banner({ primary: 'accept' }), /look alike/],
    [banner({ acceptStyle: 'big' }), /look alike/],
    [banner({ rejectClassName: 'x' }), /look alike/],
    [banner({ reject_variant: 'link' }), /look alike/],
    [banner({ buttonOrder: [] }), /look alike/],
    [banner({ accept: 'Great!' }), /words\.<language>\.accept/],
    [purpose({ default: true }), /purposes\[0\]\.default: Nothing is ticked.*GDPR Art\. 4\(11\)/],
    [purpose({ default: 'granted' }), /Nothing is ticked/],
    [purpose({ preselected: true }), /Nothing is ticked/],
    [purpose({ checked: 1 }), /Nothing is ticked/],
    [purpose({ enabled: true }), /Nothing is ticked/],
    [purpose({ optOut: true }), /Nothing is ticked/],
    [{ ...base, autoAccept: true }, /Nothing is ticked/],
    [banner({ countdown: 10 }), /countdown: Nobody is hurried.*EDPB 03\/2022: stirring/],
    [banner({ autoCloseAfter: 3 }), /hurried/],
    [banner({ wall: true }), /banner\.wall: No wall.*05\/2020/],
    [banner({ cookieWall: true }), /No wall/],
    [banner({ disablePageInteraction: true }), /No wall/],
    [banner({ closeMeansYes: true }), /closeMeansYes: Closing, scrolling or going on is no yes/],
    [banner({ scrollConsent: true }), /is no yes/],
    [banner({ acceptOnScroll: true }), /is no yes/],
    [banner({ dismissOnTimeout: 5 }), /is no yes/],
    [banner({ implicitConsent: true }), /is no yes/],
    [
      { ...base, acceptLastsDays: 365, rejectLastsDays: 1 },
      /acceptLastsDays: A yes and a no last equally long/,
    ],
    [{ ...base, rejectLastsDays: 1 }, /last equally long.*§7004/],
    [{ ...base, denialExpires: 1 }, /last equally long/],
    [{ ...base, reaskAfterDays: 1 }, /last equally long/],
    [banner({ confirmReject: true }), /as many actions.*hindering/],
    [english({ reject: '' }), /words\.en\.reject: Reject says what it does/],
    [english({ reject: ' \u200b' }), /Reject says what it does/],
    [english({ accept: 'OK', reject: ' ok ' }), /"\s*ok\s*" is what another button says/i],
    [english({ choose: 'Settings', reject: 'Settings' }), /is what another button says/],
  ])('refuses %j', (value, message) => {
    expect(() => checkConfig(value)).toThrow(
      expect.objectContaining({
        name: 'AskfirstError',
        code: 'dark-pattern',
        message: expect.stringMatching(message),
      }),
    )
  })

  it('calls what would be harmless merely unknown', () => {
    for (const value of [purpose({ default: false }), purpose({ checked: false }), banner({ colour: 'red' })])
      expect(() => checkConfig(value)).toThrow(expect.objectContaining({ code: 'config' }))
  })
})
