import type { ConsentConfig } from './consentConfig.ts'
import { darkPatternError } from './darkPatterns.ts'
import { LANGUAGE, PLAIN_TEXT, PURPOSE_ID, URL_REFERENCE } from './plainText.ts'
import { boolean, either, integer, list, object, oneOf, record, type Shape, string, wrong } from './shape.ts'
import { KNOWN_PURPOSES, WORD_KEYS } from './wordKeys.ts'

const A_TEXT = 'something to read, without control characters'
const plain = (most: number): Shape => string(most, PLAIN_TEXT, A_TEXT)
const language = string(40, LANGUAGE, 'a language such as "de" or "pt-BR"')
const texts = (most: number): Shape => {
  const byLanguage = record(LANGUAGE, 'a language such as "de" or "pt-BR"', plain(most))
  return either(plain(most), (value, path) => {
    byLanguage(value, path)
    if (!Object.keys(value as object).length) throw wrong(path, 'should have a text in one language at least')
  })
}

const REJECT_EMPTY =
  'Reject says what it does (EDPB Cookie Banner Taskforce, January 2023; EDPB 03/2022: hindering)'
const reject: Shape = (value, path) => {
  if (typeof value === 'string' && !PLAIN_TEXT.test(value)) throw darkPatternError(path, REJECT_EMPTY)
  plain(500)(value, path)
}

const words: Shape = object({
  ...Object.fromEntries(WORD_KEYS.map((key) => [key, plain(500)])),
  reject,
})

const purpose: Shape = object(
  {
    id: string(40, PURPOSE_ID, 'a letter, then letters, digits, - and _; "necessary" is never asked for'),
    label: texts(80),
    reason: texts(500),
    benefit: texts(500),
    data: list(plain(200), 0, 50),
    recipients: list(plain(200), 0, 50),
    retentionDays: integer(1, 36_500),
  },
  ['id'],
)

const SHAPE: Shape = object(
  {
    $schema: string(500, URL_REFERENCE, 'a URL'),
    controller: object(
      {
        name: plain(200),
        contact: string(500, URL_REFERENCE, 'a mail address, or an http(s) or relative URL'),
        privacyUrl: string(500, URL_REFERENCE, 'an http(s) or relative URL'),
      },
      ['name'],
    ),
    purposes: list(purpose, 1, 20),
    banner: object({
      show: boolean,
      layout: oneOf('bar', 'box', 'dialog'),
      position: oneOf('top', 'bottom', 'bottom-start', 'bottom-end', 'top-start', 'top-end'),
      theme: oneOf('auto', 'light', 'dark'),
    }),
    language,
    words: record(LANGUAGE, 'a language such as "de" or "pt-BR"', words),
  },
  ['purposes'],
)

/**
 * Takes what a site owner has published, or throws: an AskfirstError whose message names the place and the fix, with code
 * `config`, or `dark-pattern` where the law is against it. Nothing unknown is let through, so that a file can't do what
 * a later version might read into it.
 */
export function checkConfig(value: unknown): ConsentConfig {
  SHAPE(value, '')
  const config = value as ConsentConfig
  const seen = new Set<string>()
  config.purposes.forEach(({ id, label, reason, benefit }, i) => {
    if (seen.has(id)) throw wrong(`purposes[${i}].id`, `"${id}" is there already: name each purpose once`)
    seen.add(id)
    if ((KNOWN_PURPOSES as readonly string[]).includes(id)) return
    for (const [key, own] of Object.entries({ label, reason, benefit }))
      if (own === undefined)
        throw wrong(`purposes[${i}].${key}`, `is missing: "${id}" has no built-in words, so say it in yours`)
  })
  for (const [tag, { accept, reject: no, choose, save, close }] of Object.entries(config.words ?? {})) {
    const others = [accept, choose, save, close].filter((word) => word !== undefined).map(bare)
    if (no !== undefined && others.includes(bare(no)))
      throw darkPatternError(`words.${tag}.reject`, `"${no}" is what another button says; ${REJECT_EMPTY}`)
  }
  return config
}

function bare(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase()
}
