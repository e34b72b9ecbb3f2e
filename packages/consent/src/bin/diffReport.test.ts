import { expect, it } from 'vitest'
import { diffReport } from './diffReport.ts'

const purpose = { id: 'measurement', data: ['pages'], retentionDays: 30 }
const files: Record<string, string> = {
  'a.json': JSON.stringify({ purposes: [purpose] }),
  'look.json': JSON.stringify({ purposes: [purpose], banner: { theme: 'dark' } }),
  'more.json': JSON.stringify({ purposes: [{ ...purpose, recipients: ['Ads Inc'] }] }),
  'who.json': JSON.stringify({ purposes: [purpose], controller: { name: 'Acme' } }),
  'dark.json': JSON.stringify({ purposes: [purpose], banner: { reject: false } }),
  'broken.json': '{',
}
const read = (path: string): string => {
  if (!(path in files)) throw new Error('no such file')
  return files[path]!
}

it.each([
  ['a.json', 'a.json', 0, ['change: none', 'asked again: nobody']],
  ['a.json', 'look.json', 0, ['change: cosmetic', 'asked again: nobody', '  cosmetic banner.theme']],
  [
    'a.json',
    'more.json',
    1,
    ['change: material', 'asked again: measurement', '  material purposes.measurement.recipients'],
  ],
  ['a.json', 'who.json', 1, ['change: breaking', 'asked again: measurement', '  breaking controller.name']],
  ['a.json', 'dark.json', 2, [expect.stringMatching(/^dark\.json: banner\.reject: Reject stands/)]],
  ['broken.json', 'gone.json', 2, [expect.stringMatching(/^broken\.json: /), 'gone.json: no such file']],
])('%s to %s', (before, after, exitCode, lines) => {
  expect(diffReport(before, after, read)).toEqual({ exitCode, lines })
})

it('warns of the new file', () => {
  files['loud.json'] = JSON.stringify({ purposes: [purpose], words: { en: { title: 'Hurry' } } })
  const { lines } = diffReport('a.json', 'loud.json', read)
  expect(lines).toContainEqual(expect.stringMatching(/^warning: words\.en\.title: "Hurry"/))
})
