const LENGTH = 100_000

/** Inputs of about 100 kB that make careless patterns backtrack: name -> [kind, input]. */
export function probes() {
  const deep = { v: 'x' }
  let nested = deep
  for (let level = 0; level < 1500; level++) nested = { a: nested }
  const wide = Object.fromEntries(Array.from({ length: 4000 }, (_, at) => [`key_${at}`, `value ${at}`]))
  const texts = {
    'a@': 'a@',
    a: 'a',
    'a.': 'a.',
    digits: '1',
    'digit-': '4-',
    'digit space': '1 ',
    'hex:': 'ab:',
    'digit.': '1.',
    Names: 'Aa ',
    'jwt-ish': 'eyJ.',
    'iban-ish': 'DE12 ',
    words: 'lorem ipsum dolor ',
    'unicode digits': '\u0661\u06f1é＠',
    dashes: '-',
    '+1 (': '+1 (',
    '[{"a":': '[{"a":',
    'label:': 'email: ',
    'key=': 'password=',
    'a=b;': 'a=b; ',
    '\\"': '\\"',
    '&#64;': '&#64;',
    '0x': '0x',
    '::': '::1',
    'label of label': 'name is ',
    '://': 'a://',
  }
  return {
    ...Object.fromEntries(Object.entries(texts).map(([name, unit]) => [name, ['text', filled(unit)]])),
    brackets: ['text', filled('((((') + filled('))))')],
    'spaces, then x': ['text', `${filled(' ')}x`],
    'email-ish, then @': ['text', `${filled('a.a-a+')}@`],
    'base64 of addresses': ['text', Buffer.from(filled('a@b.co ')).toString('base64').slice(0, LENGTH)],
    'url %25': ['url', `https://x.test/?q=${filled('%25')}`],
    'url a=b&': ['url', `https://x.test/?${filled('a=b&')}`],
    'url email=': ['url', `https://x.test/?${filled('email=')}`],
    'url slashes': ['url', `https://x.test${filled('/')}`],
    'url user-info': ['url', `https://${filled('a:')}@x.test/`],
    'url ;a=b': ['url', `https://x.test/${filled(';a=b')}`],
    'deep props': ['prop', nested],
    'wide props': ['prop', wide],
    'list of digits': ['prop', { list: Array.from({ length: 10_000 }, (_, at) => 4e15 + at) }],
  }
}

function filled(unit) {
  return unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH)
}
