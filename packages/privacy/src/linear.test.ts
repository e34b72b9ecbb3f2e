import { expect, test } from 'vitest'
import { pack } from './pack/pack.ts'
import { scrubProps } from './scrubProps.ts'
import { scrubText } from './scrubText.ts'
import { scrubUrl } from './scrubUrl.ts'

declare const process: { cpuUsage(): { user: number; system: number } }

const units = [
  'a@',
  'a.a-a+',
  '1',
  '4-',
  '1 ',
  '((((',
  '[{"a":',
  ' ',
  'ab:',
  '1.',
  'Aa ',
  '%25',
  'email=',
  'email: ',
  '/',
]
const more = [
  'a:',
  'eyJ.',
  'DE12 ',
  '٦é＠',
  '-',
  '+1 (',
  '"a":"',
  '#/',
  'aB3',
  '%40',
  'token/',
  '\\"',
  'x?y=',
  ...[
    'Hello Aa ',
    'ship to A1 ',
    'born 1 ',
    '1.123,',
    'A1 at b dot ',
    'ADDRESS',
    '1x',
    '12345678',
    'TRTR12',
    'é1',
  ],
  'pin111111111111111111111111x=a1 ',
]

/** Best of five, in ms of this process's own time: what else the machine does has no part in it. */
function time(run: () => void): number {
  const now = (): number => process.cpuUsage().user / 1000
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const start = now()
    run()
    best = Math.min(best, now() - start)
  }
  return best
}

// 6 kB and 60 kB: both stay below the cut of 64 kB, so that the ratio shows the growth itself.
test.each([...units, ...more])('ten times %j takes about ten times as long, not a hundred', (unit) => {
  const of = (length: number): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
  const [tenth, whole] = [of(6_000), of(60_000)]
  for (const run of [
    (text: string) => scrubText(`${text}@`, {}, {}),
    (text: string) => scrubText(`${text}@`, {}, { pack }),
    (text: string) => scrubUrl(`https://x.test/${text}?q=${text}#/${text}`, {}, { params: ['q'] }),
  ]) {
    run(whole)
    expect(time(() => run(whole))).toBeLessThan(40 * time(() => run(tenth)) + 30)
  }
})

test.each([...units, ...more])('100 kB of %j end', (unit) => {
  for (const options of [{}, { pack }])
    expect(scrubText(unit.repeat(100_000 / unit.length), {}, options).length).toBeLessThan(200_000)
})

test.each([`pin${'1'.repeat(1000)}x`, `ip${'addr'.repeat(300)}-x`, `email${'_no'.repeat(300)}_x`])(
  'a key is judged at once, however long',
  (key) => {
    expect(time(() => scrubProps({ [key]: 'x' }, {}, {}))).toBeLessThan(30)
  },
)
